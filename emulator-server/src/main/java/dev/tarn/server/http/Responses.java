package dev.tarn.server.http;

import dev.tarn.protocol.WireResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends complete responses. */
public final class Responses {
  private Responses() {}

  /** Status, content type and body, with its length. */
  public static void send(HttpServletResponse response, int status, String contentType, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setContentType(contentType);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  static void send(HttpServletResponse response, WireResponse answer) throws IOException {
    answer.headers().forEach(response::setHeader);
    send(response, answer.status(), answer.contentType(), answer.body());
  }
}
