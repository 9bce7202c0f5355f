package dev.tarn.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The answer to a request. Status and headers go out with the first byte of the body. */
public interface OutgoingResponse {
  void status(int status);

  /** Replaces what the header was. */
  void header(String name, String value);

  @Nullable String header(String name);

  default void contentType(String type) {
    header("Content-Type", type);
  }

  /** In bytes. */
  default void contentLength(long length) {
    header("Content-Length", Long.toString(length));
  }

  /** The same every time. */
  ResponseBody body();

  /** Whether status and headers are on their way, and cannot be changed. */
  boolean isCommitted();

  /** Forgets status and headers; not once they are on their way. */
  void reset();

  /**
   * Breaks the connection at once and without an answer, as a crash of this side does.
   *
   * @throws IOException always, since nothing more can be done with the request
   */
  void breakConnection() throws IOException;
}
