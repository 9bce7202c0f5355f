package dev.tarn.server.http;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.Leftovers;
import dev.tarn.protocol.AwsErrors;
import java.io.IOException;
import java.io.InputStream;

/** Reads whole request bodies, up to a limit. */
final class RequestBody {
  /** The largest call is a batch of partitions, a few megabytes. */
  private static final int MAX_BYTES = 32 * 1024 * 1024;

  private static final int TOO_LARGE = 413;

  /**
   * So much of what is too large is read all the same: a client that is still sending when the
   * connection is closed may lose its answer.
   */
  private static final long DISCARDED_BYTES = 4L * MAX_BYTES;

  private RequestBody() {}

  /**
   * All bytes of the body.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when it is too large
   */
  static byte[] read(IncomingRequest request) throws IOException {
    InputStream in = request.body();
    if (request.contentLength() > MAX_BYTES) {
      if (request.header("Expect") == null) {
        Leftovers.read(request, DISCARDED_BYTES);
      }
      throw tooLarge();
    }
    byte[] body = in.readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      Leftovers.read(request, DISCARDED_BYTES);
      throw tooLarge();
    }
    return body;
  }

  private static RuntimeException tooLarge() {
    return AwsErrors.of(
        "RequestEntityTooLargeException",
        "A request body may have at most " + MAX_BYTES + " bytes.",
        TOO_LARGE);
  }
}
