package dev.tarn.server.http;

import dev.tarn.http.OutgoingResponse;
import dev.tarn.protocol.WireResponse;
import java.io.IOException;

/** Sends complete responses. */
public final class Responses {
  private Responses() {}

  /** Status, content type and body, with its length. */
  public static void send(OutgoingResponse response, int status, String contentType, byte[] body)
      throws IOException {
    response.status(status);
    response.contentType(contentType);
    response.contentLength(body.length);
    response.body().write(body);
  }

  static void send(OutgoingResponse response, WireResponse answer) throws IOException {
    answer.headers().forEach(response::header);
    send(response, answer.status(), answer.contentType(), answer.body());
  }
}
