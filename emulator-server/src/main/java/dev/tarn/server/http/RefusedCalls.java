package dev.tarn.server.http;

import java.util.Map;
import java.util.TreeMap;

/** Counts the calls of services that are not here at all. Thread-safe. */
public final class RefusedCalls {
  /** Names come from clients: beyond this many, new ones are counted together. */
  private static final int MAX_NAMES = 500;

  private static final String OTHERS = "others";

  private final Map<String, Map<String, Long>> byService = new TreeMap<>();
  private int names;

  synchronized void count(String service, String operation) {
    boolean known = byService.getOrDefault(service, Map.of()).containsKey(operation);
    if (!known && names >= MAX_NAMES) {
      add(OTHERS, OTHERS);
      return;
    }
    names += known ? 0 : 1;
    add(service, operation);
  }

  /** A copy: how often, by service and operation. */
  public synchronized Map<String, Map<String, Long>> counts() {
    Map<String, Map<String, Long>> copy = new TreeMap<>();
    byService.forEach((service, operations) -> copy.put(service, new TreeMap<>(operations)));
    return copy;
  }

  private void add(String service, String operation) {
    byService.computeIfAbsent(service, _ -> new TreeMap<>()).merge(operation, 1L, Long::sum);
  }
}
