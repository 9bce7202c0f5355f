package dev.tarn.server.fault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.RequestHandler;
import dev.tarn.server.http.Responses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * {@code /_tarn/faults}: GET lists, POST adds one, DELETE removes all, or the one whose number is
 * the last segment of the path.
 */
public final class FaultPages implements RequestHandler {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String JSON_TYPE = "application/json";
  private static final int MAX_BODY = 16 * 1024;

  private final FaultPlan plan;

  public FaultPages(FaultPlan plan) {
    this.plan = plan;
  }

  @Override
  public void handle(IncomingRequest request, OutgoingResponse response) throws IOException {
    String path = request.path();
    String id = path.substring(path.lastIndexOf('/') + 1);
    boolean all = id.equals("faults") || id.isEmpty();
    switch (request.method()) {
      case "POST" -> {
        if (all) {
          add(request, response);
        } else {
          problem(response, 404, "POST to /_tarn/faults");
        }
      }
      case "DELETE" -> {
        if (all) {
          plan.clear();
        } else if (!plan.remove(number(id))) {
          problem(response, 404, "There is no fault " + id);
          return;
        }
        response.status(204);
      }
      default -> list(response);
    }
  }

  private void add(IncomingRequest request, OutgoingResponse response) throws IOException {
    byte[] body = request.body().readNBytes(MAX_BODY);
    try {
      long id = plan.add(FaultCodec.read(body));
      for (FaultPlan.Planned planned : plan.list()) {
        if (planned.id() == id) {
          ByteArrayOutputStream json = new ByteArrayOutputStream();
          try (JsonGenerator generator = JSON.createGenerator(json)) {
            FaultCodec.write(generator, planned);
          }
          Responses.send(response, 201, JSON_TYPE, json.toByteArray());
        }
      }
    } catch (IllegalArgumentException e) {
      problem(response, 400, String.valueOf(e.getMessage()));
    }
  }

  private void list(OutgoingResponse response) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator generator = JSON.createGenerator(json)) {
      generator.useDefaultPrettyPrinter();
      generator.writeStartObject();
      generator.writeArrayFieldStart("faults");
      for (FaultPlan.Planned planned : plan.list()) {
        FaultCodec.write(generator, planned);
      }
      generator.writeEndArray();
      generator.writeEndObject();
    }
    Responses.send(response, 200, JSON_TYPE, json.toByteArray());
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static void problem(OutgoingResponse response, int status, String message)
      throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator generator = JSON.createGenerator(json)) {
      generator.writeStartObject();
      generator.writeStringField("message", message);
      generator.writeEndObject();
    }
    Responses.send(response, status, JSON_TYPE, json.toByteArray());
  }
}
