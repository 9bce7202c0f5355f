package dev.tarn.server.observation;

import static dev.tarn.server.observation.PrometheusText.label;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;

/** What the Java machine says about itself; asked only when somebody looks. */
public final class JvmMetrics {
  private JvmMetrics() {}

  public static void write(PrometheusText out) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    out.metric("tarn_jvm_memory_used_bytes", "gauge", "Memory in use, by area.");
    used(out, "heap", memory.getHeapMemoryUsage());
    used(out, "nonheap", memory.getNonHeapMemoryUsage());
    out.metric("tarn_jvm_memory_max_bytes", "gauge", "The most that the heap may grow to.")
        .sample(
            "tarn_jvm_memory_max_bytes",
            label("area", "heap"),
            memory.getHeapMemoryUsage().getMax());
    out.metric("tarn_jvm_gc_seconds_total", "counter", "Time spent collecting garbage.");
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      out.sample(
          "tarn_jvm_gc_seconds_total",
          label("collector", collector.getName()),
          Math.max(0, collector.getCollectionTime()) / 1_000.0);
    }
    out.metric("tarn_jvm_threads", "gauge", "Platform threads.")
        .sample("tarn_jvm_threads", "", ManagementFactory.getThreadMXBean().getThreadCount());
    out.metric("tarn_uptime_seconds", "gauge", "Time since the process began.")
        .sample(
            "tarn_uptime_seconds", "", ManagementFactory.getRuntimeMXBean().getUptime() / 1_000.0);
  }

  private static void used(PrometheusText out, String area, MemoryUsage usage) {
    out.sample("tarn_jvm_memory_used_bytes", label("area", area), usage.getUsed());
  }
}
