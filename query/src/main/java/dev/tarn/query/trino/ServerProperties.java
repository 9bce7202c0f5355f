package dev.tarn.query.trino;

import java.util.Map;
import java.util.TreeMap;

/** Trino's server configuration for one small node that is everything at once. */
final class ServerProperties {
  private ServerProperties() {}

  static Map<String, String> of(EmbeddedTrinoConfig config) {
    var properties = new TreeMap<String, String>();
    properties.put("node.environment", "tarn");
    properties.put("node.internal-address", "127.0.0.1");
    properties.put("coordinator", "true");
    properties.put("node-scheduler.include-coordinator", "true");
    // Has to exist; nothing is loaded from it.
    properties.put("plugin.dir", ".");
    properties.put("catalog.management", "dynamic");
    properties.put("catalog.store", "memory");
    properties.put("catalog.prune.enabled", "false");
    properties.put("web-ui.enabled", "false");
    properties.putAll(limits(config));
    return Map.copyOf(properties);
  }

  private static Map<String, String> limits(EmbeddedTrinoConfig config) {
    long queryMemory = config.heapBytes() / 2;
    String parallelism = Integer.toString(powerOfTwo(config.processors()));
    var limits = new TreeMap<String, String>();
    limits.put("query.max-memory", queryMemory + "B");
    limits.put("query.max-total-memory", config.heapBytes() * 3 / 4 + "B");
    limits.put("query.max-memory-per-node", queryMemory + "B");
    limits.put("memory.heap-headroom-per-node", config.heapBytes() / 4 + "B");
    limits.put("task.max-worker-threads", Integer.toString(config.processors()));
    limits.put("task.concurrency", parallelism);
    // Trino counts open partitions by writer, Athena by statement: one writer makes them the same.
    limits.put("task.min-writer-count", "1");
    limits.put("task.max-writer-count", "1");
    // Finished tasks are asked about for a moment only; the default keeps them for 15 minutes.
    limits.put("task.info.max-age", "10s");
    limits.put("task.http-response-threads", "4");
    limits.put("task.http-timeout-threads", "1");
    // Statistics of a running query are this old at most.
    limits.put("task.info-update-interval", "500ms");
    // Pages do not leave the process.
    limits.put("exchange.data-integrity-verification", "NONE");
    limits.put("exchange.client-threads", "4");
    limits.put("exchange.page-buffer-client.max-callback-threads", "4");
    // One thread a running query is enough; the default keeps hundreds of idle ones.
    limits.put("query.executor-pool-size", "16");
    limits.put("query.manager-executor-pool-size", "2");
    limits.put("query.dispatcher-query-pool-size", "8");
    // A finished query is read once, at its end.
    limits.put("query.min-expire-age", "1s");
    limits.put("query.max-history", "10");
    // Athena's own limit is 262,144 bytes; rewriting may lengthen a statement.
    limits.put("query.max-length", "2000000");
    return limits;
  }

  private static int powerOfTwo(int processors) {
    return Math.max(2, Integer.highestOneBit(processors));
  }
}
