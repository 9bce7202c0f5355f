package dev.tarn.server.observation;

import static dev.tarn.server.observation.PrometheusText.label;

import dev.tarn.server.http.AnsweredRequest;
import dev.tarn.server.http.Call;
import dev.tarn.server.http.RequestObserver;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests by service, operation and status, and how long they took. Thread-safe. */
public final class Metrics implements RequestObserver {
  /** Names come from clients: what comes after so many different ones is counted together. */
  private static final int MAX_SERIES = 1_000;

  private static final Call OTHERS = new Call(Call.UNKNOWN.protocol(), "other", "other");
  private static final String REQUESTS = "tarn_requests_total";
  private static final String DURATION = "tarn_request_duration_seconds";

  private final ConcurrentHashMap<Call, Series> series = new ConcurrentHashMap<>();
  private final LongAdder bytesIn = new LongAdder();
  private final LongAdder bytesOut = new LongAdder();

  private static final class Series {
    final LatencyHistogram latency = new LatencyHistogram();
    final ConcurrentHashMap<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();
  }

  @Override
  public void answered(AnsweredRequest request) {
    Series counted = seriesOf(request.call());
    counted.latency.add(request.nanos());
    LongAdder status = counted.byStatus.get(request.status());
    if (status == null) {
      status = counted.byStatus.computeIfAbsent(request.status(), code -> new LongAdder());
    }
    status.increment();
    bytesIn.add(Math.max(0, request.bytesIn()));
    bytesOut.add(Math.max(0, request.bytesOut()));
  }

  private Series seriesOf(Call call) {
    Series known = series.get(call);
    if (known != null) {
      return known;
    }
    Call name = series.size() < MAX_SERIES ? call : OTHERS;
    return series.computeIfAbsent(name, created -> new Series());
  }

  public void write(PrometheusText out) {
    List<Map.Entry<Call, Series>> sorted =
        series.entrySet().stream()
            .sorted(
                Comparator.comparing((Map.Entry<Call, Series> entry) -> entry.getKey().service())
                    .thenComparing(entry -> entry.getKey().operation()))
            .toList();
    out.metric(REQUESTS, "counter", "Requests that have been answered.");
    for (Map.Entry<Call, Series> entry : sorted) {
      entry.getValue().byStatus.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(status ->
              out.sample(
                  REQUESTS,
                  labels(entry.getKey()) + "," + label("status", status.getKey().toString()),
                  status.getValue().sum()));
    }
    out.metric(
        DURATION, "histogram", "Time from the first byte of a request to the last answered.");
    for (Map.Entry<Call, Series> entry : sorted) {
      entry.getValue().latency.write(out, DURATION, labels(entry.getKey()));
    }
    out.metric("tarn_request_bytes_total", "counter", "Bytes of request bodies.")
        .sample("tarn_request_bytes_total", "", bytesIn.sum());
    out.metric("tarn_response_bytes_total", "counter", "Bytes of answers' bodies.")
        .sample("tarn_response_bytes_total", "", bytesOut.sum());
  }

  private static String labels(Call call) {
    return label("service", call.service()) + "," + label("operation", call.operation());
  }
}
