package dev.tarn.server.http;

import dev.tarn.protocol.AwsErrors;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Reads whole request bodies, up to a limit. */
final class RequestBody {
  /** The largest call is a batch of partitions, a few megabytes. */
  private static final int MAX_BYTES = 32 * 1024 * 1024;

  private static final int TOO_LARGE = 413;

  private RequestBody() {}

  /**
   * All bytes of the body.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when it is too large
   */
  static byte[] read(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > MAX_BYTES) {
      throw tooLarge();
    }
    byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
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
