package dev.tarn.http;

import java.io.IOException;
import java.io.InputStream;

/** What of a body nobody has read: it would be taken for the next request. */
public final class Leftovers {
  private static final int BUFFER_BYTES = 8192;

  private Leftovers() {}

  /**
   * Reads what is left of the body, if that is little.
   *
   * @param most so many bytes are read
   * @return false when there is more than that, or it cannot be read: the connection should be
   *     closed after the answer
   */
  public static boolean read(IncomingRequest request, long most) {
    if (request.contentLength() == 0) {
      return true;
    }
    try {
      InputStream body = request.body();
      byte[] ignored = new byte[BUFFER_BYTES];
      long total = 0;
      int read = 0;
      while (read >= 0 && total < most) {
        read = body.read(ignored);
        total += Math.max(0, read);
      }
      return read < 0;
    } catch (IOException | RuntimeException e) {
      return false; // the client has left, or sends what a handler in between refuses
    }
  }
}
