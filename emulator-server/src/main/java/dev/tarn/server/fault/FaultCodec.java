package dev.tarn.server.fault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Faults as JSON; docs/faults.md describes it. What is not known is refused by name. */
final class FaultCodec {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> MEMBERS =
      Set.of(
          "action",
          "service",
          "operation",
          "after",
          "times",
          "code",
          "message",
          "status",
          "milliseconds",
          "at",
          "shiftSeconds");
  private static final Duration MAX_DELAY = Duration.ofHours(1);
  private static final int MIN_STATUS = 400;
  private static final int MAX_STATUS = 599;

  private final Map<String, String> members;

  private FaultCodec(Map<String, String> members) {
    this.members = members;
  }

  /**
   * Reads one fault.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static Fault read(byte[] json) {
    Map<String, String> members = new TreeMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a fault is a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (!parser.nextToken().isScalarValue()) {
          throw new IllegalArgumentException(name + " must be a text or a number");
        }
        members.put(name, parser.getText());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
    TreeSet<String> unknown = new TreeSet<>(members.keySet());
    unknown.removeAll(MEMBERS);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown members " + unknown + "; known are " + new TreeSet<>(MEMBERS));
    }
    return new FaultCodec(members).fault();
  }

  private Fault fault() {
    FaultAction action = action();
    boolean ofQueries =
        action instanceof FaultAction.HoldQueued || action instanceof FaultAction.HoldRunning;
    return new Fault(
        text("service", ofQueries ? "athena" : ""),
        text("operation", ""),
        action,
        number("after", 0, Long.MAX_VALUE / 2, 0),
        number("times", 0, Long.MAX_VALUE / 2, 0));
  }

  private FaultAction action() {
    return switch (text("action", "")) {
      case "error" ->
          new FaultAction.Fail(
              required("code"),
              text("message", "A fault that was asked for."),
              (int) number("status", MIN_STATUS, MAX_STATUS, usualStatus(text("code", ""))));
      case "throttle" -> new FaultAction.Throttle();
      case "delay" -> new FaultAction.Delay(milliseconds());
      case "reset" -> new FaultAction.Reset();
      case "queued" -> new FaultAction.HoldQueued(milliseconds());
      case "running" -> new FaultAction.HoldRunning(milliseconds());
      case "clock" -> clock();
      default ->
          throw new IllegalArgumentException(
              "action must be one of error, throttle, delay, reset, queued, running, clock");
    };
  }

  private FaultAction clock() {
    if (members.containsKey("at") == members.containsKey("shiftSeconds")) {
      throw new IllegalArgumentException("a clock needs either at or shiftSeconds");
    }
    if (!members.containsKey("at")) {
      long limit = Duration.ofDays(36_500).toSeconds();
      return new FaultAction.Clock(
          Optional.empty(), Duration.ofSeconds(number("shiftSeconds", -limit, limit, 0)));
    }
    try {
      return new FaultAction.Clock(Optional.of(Instant.parse(required("at"))), Duration.ZERO);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("at must be a time such as 2026-01-31T12:00:00Z", e);
    }
  }

  private Duration milliseconds() {
    required("milliseconds");
    return Duration.ofMillis(number("milliseconds", 0, MAX_DELAY.toMillis(), 0));
  }

  private static int usualStatus(String code) {
    if (code.startsWith("Internal")) {
      return 500;
    }
    return code.equals("SlowDown") || code.startsWith("ServiceUnavailable") ? 503 : MIN_STATUS;
  }

  private String text(String name, String otherwise) {
    return members.getOrDefault(name, otherwise);
  }

  private String required(String name) {
    String text = text(name, "");
    if (text.isEmpty()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return text;
  }

  private long number(String name, long least, long most, long otherwise) {
    String text = members.get(name);
    try {
      long number = text == null ? otherwise : Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a whole number", e);
    }
    throw new IllegalArgumentException(name + " must be from " + least + " to " + most);
  }

  static void write(JsonGenerator json, FaultPlan.Planned planned) throws IOException {
    Fault fault = planned.fault();
    json.writeStartObject();
    json.writeNumberField("id", planned.id());
    writeAction(json, fault.action());
    json.writeStringField("service", fault.service());
    json.writeStringField("operation", fault.operation());
    json.writeNumberField("after", fault.after());
    json.writeNumberField("times", fault.times());
    json.writeNumberField("calls", planned.calls());
    json.writeEndObject();
  }

  private static void writeAction(JsonGenerator json, FaultAction action) throws IOException {
    switch (action) {
      case FaultAction.Fail(String code, String message, int status) -> {
        json.writeStringField("action", "error");
        json.writeStringField("code", code);
        json.writeStringField("message", message);
        json.writeNumberField("status", status);
      }
      case FaultAction.Throttle _ -> json.writeStringField("action", "throttle");
      case FaultAction.Reset _ -> json.writeStringField("action", "reset");
      case FaultAction.Delay(Duration time) -> writeTime(json, "delay", time);
      case FaultAction.HoldQueued(Duration time) -> writeTime(json, "queued", time);
      case FaultAction.HoldRunning(Duration time) -> writeTime(json, "running", time);
      case FaultAction.Clock(Optional<Instant> frozenAt, Duration shift) -> {
        json.writeStringField("action", "clock");
        if (frozenAt.isPresent()) {
          json.writeStringField("at", frozenAt.get().toString());
        } else {
          json.writeNumberField("shiftSeconds", shift.toSeconds());
        }
      }
    }
  }

  private static void writeTime(JsonGenerator json, String action, Duration time)
      throws IOException {
    json.writeStringField("action", action);
    json.writeNumberField("milliseconds", time.toMillis());
  }
}
