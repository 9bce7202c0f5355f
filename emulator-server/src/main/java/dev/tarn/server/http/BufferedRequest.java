package dev.tarn.server.http;

import dev.tarn.http.ForwardingRequest;
import dev.tarn.http.IncomingRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A request whose small body is looked at more than once. */
public final class BufferedRequest extends ForwardingRequest {
  private final IncomingRequest request;
  private byte @Nullable [] body;
  private @Nullable AwsServiceException tooLarge;

  public BufferedRequest(IncomingRequest request) {
    super(request);
    this.request = request;
  }

  /** The request itself if its body is already kept. */
  public static BufferedRequest of(IncomingRequest request) {
    return request instanceof BufferedRequest buffered ? buffered : new BufferedRequest(request);
  }

  /**
   * All of the body, not copied.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when it is too large
   */
  public byte[] bytes() throws IOException {
    byte[] known = body;
    if (known != null) {
      return known;
    }
    if (tooLarge != null) {
      throw tooLarge; // some of it has been read: what is left is not the body
    }
    try {
      known = RequestBody.read(request);
    } catch (AwsServiceException e) {
      tooLarge = e;
      throw e;
    }
    body = known;
    return known;
  }

  /** From the beginning, every time. */
  @Override
  public InputStream body() throws IOException {
    return new ByteArrayInputStream(bytes());
  }
}
