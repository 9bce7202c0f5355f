package dev.tarn.server.observation;

import static dev.tarn.server.observation.PrometheusText.label;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** What {@code /_tarn/metrics} and {@code /_tarn/refused} say. */
public final class ObservationPages {
  private static final JsonFactory JSON = new JsonFactory();

  private final Metrics metrics;
  private final Supplier<Map<QueryExecutionState, Long>> queries;
  private final Supplier<Map<String, Map<String, Long>>> refusedCalls;

  /**
   * @param queries those that wait and run now, and those that have ended since the start
   * @param refusedCalls how often each operation that does not exist here has been called, by
   *     service and operation
   */
  public ObservationPages(
      Metrics metrics,
      Supplier<Map<QueryExecutionState, Long>> queries,
      Supplier<Map<String, Map<String, Long>>> refusedCalls) {
    this.metrics = metrics;
    this.queries = queries;
    this.refusedCalls = refusedCalls;
  }

  /** In Prometheus' text format. */
  public byte[] metrics() {
    PrometheusText out = new PrometheusText();
    metrics.write(out);
    out.metric("tarn_refused_calls_total", "counter", "Calls of what is not implemented.");
    new TreeMap<>(refusedCalls.get())
        .forEach((service, operations) ->
            operations.forEach((operation, count) ->
                out.sample(
                    "tarn_refused_calls_total",
                    label("service", service) + "," + label("operation", operation),
                    count)));
    writeQueries(out);
    JvmMetrics.write(out);
    return out.bytes();
  }

  private void writeQueries(PrometheusText out) {
    Map<QueryExecutionState, Long> counts = new TreeMap<>(queries.get());
    out.metric("tarn_queries", "gauge", "Queries that have not ended, by state.");
    counts.forEach((state, count) -> {
      if (isOpen(state)) {
        out.sample("tarn_queries", state(state), count);
      }
    });
    out.metric("tarn_queries_ended_total", "counter", "Queries that have ended, by state.");
    counts.forEach((state, count) -> {
      if (!isOpen(state)) {
        out.sample("tarn_queries_ended_total", state(state), count);
      }
    });
  }

  private static boolean isOpen(QueryExecutionState state) {
    return state == QueryExecutionState.QUEUED || state == QueryExecutionState.RUNNING;
  }

  private static String state(QueryExecutionState state) {
    return label("state", state.toString().toLowerCase(Locale.ROOT));
  }

  /** The calls of what is not implemented, the most frequent first. */
  public byte[] refused() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeArrayFieldStart("refused");
      for (Refused refused : sorted()) {
        json.writeStartObject();
        json.writeStringField("service", refused.service());
        json.writeStringField("operation", refused.operation());
        json.writeNumberField("calls", refused.calls());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return body.toByteArray();
  }

  private record Refused(String service, String operation, long calls) {}

  private List<Refused> sorted() {
    return refusedCalls.get().entrySet().stream()
        .flatMap(service ->
            service.getValue().entrySet().stream()
                .map(call -> new Refused(service.getKey(), call.getKey(), call.getValue())))
        .sorted(
            Comparator.comparingLong((Refused refused) -> -refused.calls())
                .thenComparing(Refused::service)
                .thenComparing(Refused::operation))
        .toList();
  }
}
