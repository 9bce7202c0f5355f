package dev.tarn.server.health;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tarn.http.RequestHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Supplier;

/** How far the start has got: {@code health} is for people, {@code ready} for programs. */
public final class HealthPages {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String JSON_TYPE = "application/json";
  private static final int UNAVAILABLE = 503;

  private final String version;
  private final Supplier<Health> health;

  public HealthPages(String version, Supplier<Health> health) {
    this.version = version;
    this.health = health;
  }

  /** Always 200. */
  public RequestHandler health() {
    return ReadOnlyPage.of(JSON_TYPE, () -> healthJson(health.get()));
  }

  /** 200 only when queries can run. */
  public RequestHandler ready() {
    return new ReadOnlyPage(
        JSON_TYPE,
        () -> {
          Health now = health.get();
          return new ReadOnlyPage.Content(now.isReady() ? 200 : UNAVAILABLE, healthJson(now));
        });
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
      json.writeObjectFieldStart("init");
      writeState(json, now.init());
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
        now.catalog() instanceof PartState.Failed
            || now.engineState() instanceof PartState.Failed
            || now.init() instanceof PartState.Failed;
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
}
