package dev.tarn.conformance;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends requests that no decent client would, byte for byte, one connection each. */
final class RawHttp {
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int MORE_ATTEMPTS = 3;

  private final URI endpoint;

  RawHttp(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** What came back; the body may still be chunked. */
  record Answer(int status, String text) {}

  /** A call of a JSON service with exactly this target and body. */
  Answer json(String target, String body) throws IOException {
    return send(
        "POST", "/", "X-Amz-Target: " + target + "\r\n", "application/x-amz-json-1.1", body);
  }

  Answer send(String method, String path, String headers, String contentType, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: "
            + endpoint.getAuthority()
            + "\r\nConnection: close\r\nContent-Type: "
            + contentType
            + "\r\nContent-Length: "
            + bytes.length
            + "\r\n"
            + headers
            + "\r\n";
    String text = exchange(head.getBytes(StandardCharsets.ISO_8859_1), bytes);
    // Jetty (12.1.11) at times closes before its answer to a malformed request is out; as a
    // client of AWS does, this one then asks again.
    for (int i = 0; text.isEmpty() && i < MORE_ATTEMPTS; i++) {
      text = exchange(head.getBytes(StandardCharsets.ISO_8859_1), bytes);
    }
    return answer(text);
  }

  private String exchange(byte[] head, byte[] body) throws IOException {
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(head);
      out.write(body);
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Answer answer(String text) throws IOException {
    String[] statusLine = text.split(" ", 3);
    if (statusLine.length < 3 || !statusLine[0].startsWith("HTTP/1.")) {
      throw new IOException("not an HTTP answer: '" + text + "'");
    }
    return new Answer(Integer.parseInt(statusLine[1]), text);
  }
}
