package dev.tarn.query.trino;

/**
 * What the embedded Trino may use.
 *
 * @param heapBytes the heap that memory limits are derived from
 * @param processors threads that work on splits, and parallel drivers in a task
 * @param warehouse where a table goes whose database has no location, such as {@code
 *     s3://warehouse/}
 */
public record EmbeddedTrinoConfig(long heapBytes, int processors, String warehouse) {
  private static final long MINIMUM_HEAP = 128L << 20;

  public EmbeddedTrinoConfig {
    if (heapBytes < MINIMUM_HEAP) {
      throw new IllegalArgumentException("a heap of at least 128 MiB is needed: " + heapBytes);
    }
    if (processors < 1) {
      throw new IllegalArgumentException("at least one processor is needed: " + processors);
    }
  }

  /** The limits of this JVM. */
  public static EmbeddedTrinoConfig ofThisMachine(String warehouse) {
    Runtime runtime = Runtime.getRuntime();
    return new EmbeddedTrinoConfig(
        runtime.maxMemory(), Math.max(2, runtime.availableProcessors()), warehouse);
  }
}
