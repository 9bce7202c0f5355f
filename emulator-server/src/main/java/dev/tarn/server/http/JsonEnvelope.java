package dev.tarn.server.http;

import dev.tarn.http.IncomingRequest;
import dev.tarn.protocol.WireResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How the content type of a request shapes its answer (measured on Athena). */
enum JsonEnvelope {
  /** {@code application/x-amz-json-1.1}: the answer is the body. */
  PLAIN,
  /** {@code application/json}: the answer is a member of a generic object. */
  GENERIC,
  /** Not a JSON call at all. */
  NONE;

  private static final String GENERIC_TYPE = "application/json";
  private static final byte[] PREFIX = "{\"Output\":".getBytes(StandardCharsets.UTF_8);
  private static final byte[] SUFFIX = ",\"Version\":\"1.0\"}".getBytes(StandardCharsets.UTF_8);

  static JsonEnvelope of(IncomingRequest request) {
    String contentType = request.contentType();
    if (contentType == null || !request.method().equals("POST")) {
      return NONE;
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return switch (type.strip().toLowerCase(Locale.ROOT)) {
      case "application/x-amz-json-1.1", "application/x-amz-json-1.0" -> PLAIN;
      case GENERIC_TYPE -> GENERIC;
      default -> NONE;
    };
  }

  WireResponse wrap(WireResponse answer) {
    if (this != GENERIC) {
      return answer;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(PREFIX);
    body.writeBytes(answer.body());
    body.writeBytes(SUFFIX);
    return new WireResponse(answer.status(), GENERIC_TYPE, answer.headers(), body.toByteArray());
  }
}
