package dev.tarn.server.observation;

import java.util.concurrent.atomic.LongAdder;

/** How many requests took how long. Thread-safe. */
final class LatencyHistogram {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private static final long[] BOUNDS_MICROS = {
    500,
    1_000,
    2_500,
    5_000,
    10_000,
    25_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000,
    60_000_000
  };

  private final LongAdder[] buckets = new LongAdder[BOUNDS_MICROS.length + 1];
  private final LongAdder totalNanos = new LongAdder();

  LatencyHistogram() {
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new LongAdder();
    }
  }

  void add(long nanos) {
    long micros = nanos / 1_000;
    int bucket = 0;
    while (bucket < BOUNDS_MICROS.length && micros > BOUNDS_MICROS[bucket]) {
      bucket++;
    }
    buckets[bucket].increment();
    totalNanos.add(nanos);
  }

  /**
   * @param labels already in the text format, without braces
   */
  void write(PrometheusText out, String name, String labels) {
    long count = 0;
    for (int i = 0; i < BOUNDS_MICROS.length; i++) {
      count += buckets[i].sum();
      String bound = Double.toString(BOUNDS_MICROS[i] / 1e6);
      out.sample(name + "_bucket", labels + ",le=\"" + bound + "\"", count);
    }
    count += buckets[BOUNDS_MICROS.length].sum();
    out.sample(name + "_bucket", labels + ",le=\"+Inf\"", count);
    out.sample(name + "_sum", labels, totalNanos.sum() / (double) NANOS_PER_SECOND);
    out.sample(name + "_count", labels, count);
  }
}
