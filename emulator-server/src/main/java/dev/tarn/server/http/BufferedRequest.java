package dev.tarn.server.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A request whose small body is looked at more than once. */
public final class BufferedRequest extends HttpServletRequestWrapper {
  private byte @Nullable [] body;
  private @Nullable AwsServiceException tooLarge;

  public BufferedRequest(HttpServletRequest request) {
    super(request);
  }

  /** The request itself if its body is already kept. */
  public static BufferedRequest of(HttpServletRequest request) {
    return request instanceof BufferedRequest buffered ? buffered : new BufferedRequest(request);
  }

  /**
   * All of the body, not copied.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when it is too large
   */
  public byte[] body() throws IOException {
    byte[] known = body;
    if (known != null) {
      return known;
    }
    if (tooLarge != null) {
      throw tooLarge; // some of it has been read: what is left is not the body
    }
    try {
      known = RequestBody.read((HttpServletRequest) getRequest());
    } catch (AwsServiceException e) {
      tooLarge = e;
      throw e;
    }
    body = known;
    return known;
  }

  /** From the beginning, every time. */
  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new Replay(body());
  }

  private static final class Replay extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Replay(byte[] body) {
      bytes = new ByteArrayInputStream(body);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return bytes.read(buffer, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("read without a listener");
    }
  }
}
