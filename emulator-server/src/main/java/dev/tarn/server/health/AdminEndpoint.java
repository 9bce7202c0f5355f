package dev.tarn.server.health;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tarn.server.http.RequestHandler;
import dev.tarn.server.http.Responses;
import dev.tarn.server.http.Router;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Answers everything under {@code /_tarn/}, at once, whatever the rest of the server does. */
public final class AdminEndpoint implements RequestHandler {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String JSON_TYPE = "application/json";
  private static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final String version;
  private final Supplier<Health> health;
  private final Supplier<Map<String, Map<String, Long>>> refusedCalls;

  /**
   * @param refusedCalls how often each operation that does not exist here has been called, by
   *     service and operation
   */
  public AdminEndpoint(
      String version,
      Supplier<Health> health,
      Supplier<Map<String, Map<String, Long>>> refusedCalls) {
    this.version = version;
    this.health = health;
    this.refusedCalls = refusedCalls;
  }

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      response.setHeader("Allow", "GET, HEAD");
      Responses.send(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, JSON_TYPE, new byte[0]);
      return;
    }
    Health now = health.get();
    switch (request.getRequestURI().substring(Router.ADMIN_PATH.length())) {
      case "health" ->
          Responses.send(response, HttpServletResponse.SC_OK, JSON_TYPE, healthJson(now));
      case "ready" ->
          Responses.send(
              response,
              now.isReady()
                  ? HttpServletResponse.SC_OK
                  : HttpServletResponse.SC_SERVICE_UNAVAILABLE,
              JSON_TYPE,
              healthJson(now));
      case "metrics" ->
          Responses.send(response, HttpServletResponse.SC_OK, TEXT_TYPE, metricsText());
      default -> Responses.send(response, HttpServletResponse.SC_NOT_FOUND, JSON_TYPE, new byte[0]);
    }
  }

  private byte[] healthJson(Health now) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("status", overall(now));
      json.writeStringField("version", version);
      json.writeObjectFieldStart("port");
      json.writeStringField("state", "open");
      json.writeStringField("endpoint", now.endpoint().toString());
      json.writeEndObject();
      json.writeObjectFieldStart("catalog");
      writeState(json, now.catalog());
      json.writeEndObject();
      json.writeObjectFieldStart("engine");
      json.writeStringField("kind", now.engineKind());
      writeState(json, now.engineState());
      json.writeEndObject();
      json.writeEndObject();
    }
    return body.toByteArray();
  }

  private static String overall(Health now) {
    if (now.isReady()) {
      return "ready";
    }
    boolean failed =
        now.catalog() instanceof PartState.Failed || now.engineState() instanceof PartState.Failed;
    return failed ? "failed" : "starting";
  }

  private static void writeState(JsonGenerator json, PartState state) throws IOException {
    switch (state) {
      case PartState.Starting ignored -> json.writeStringField("state", "starting");
      case PartState.Ready ignored -> json.writeStringField("state", "ready");
      case PartState.Failed failed -> {
        json.writeStringField("state", "failed");
        json.writeStringField("reason", failed.reason());
      }
    }
  }

  private byte[] metricsText() {
    StringBuilder text = new StringBuilder();
    text.append("# HELP tarn_refused_calls_total Calls of operations that are not implemented.\n");
    text.append("# TYPE tarn_refused_calls_total counter\n");
    new TreeMap<>(refusedCalls.get())
        .forEach((service, operations) ->
            operations.forEach((operation, count) ->
                text.append("tarn_refused_calls_total{service=\"")
                    .append(label(service))
                    .append("\",operation=\"")
                    .append(label(operation))
                    .append("\"} ")
                    .append(count)
                    .append('\n')));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String label(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
