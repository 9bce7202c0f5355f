package dev.tarn.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request as the client sent it; nothing is decoded or put in order. */
public interface IncomingRequest {
  String method();

  /** The path with its percent signs, also when the client sent an absolute URI. */
  String path();

  /** Where the client has sent the request: scheme, host and port as it names them, and path. */
  String url();

  /** What stands behind the question mark, with its percent signs. */
  @Nullable String query();

  /** The first value of the header, whose name may be in any case. */
  @Nullable String header(String name);

  /** All values of the header, in the order in which they came. */
  List<String> headers(String name);

  /** In the case in which the client wrote them. */
  Set<String> headerNames();

  default @Nullable String contentType() {
    return header("Content-Type");
  }

  /** In bytes, as announced by the client; -1 when it has not said. */
  long contentLength();

  /**
   * The body, the same stream every time.
   *
   * @throws IOException when it is not there to be read
   */
  InputStream body() throws IOException;

  /** What one handler leaves for another. */
  @Nullable Object attribute(String name);

  void attribute(String name, Object value);
}
