package dev.tarn.query.execution;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a bounded number of tasks at a time, each in a virtual thread, and keeps the others in the
 * order in which they came. A waiting task costs no thread.
 */
final class QuerySlots {
  private final String name;
  private final int size;
  private final Map<String, Runnable> waiting = new LinkedHashMap<>();
  private int running;

  QuerySlots(String name, int size) {
    this.name = name;
    this.size = size;
  }

  /** Runs the task now or when its turn comes. */
  void submit(String id, Runnable task) {
    synchronized (waiting) {
      if (running == size) {
        waiting.put(id, task);
        return;
      }
      running++;
    }
    start(id, task);
  }

  /** Takes a waiting task back; does nothing when it has begun. */
  void withdraw(String id) {
    synchronized (waiting) {
      waiting.remove(id);
    }
  }

  /** How many tasks have not ended. */
  int load() {
    synchronized (waiting) {
      return running + waiting.size();
    }
  }

  private void start(String id, Runnable task) {
    Thread.ofVirtual()
        .name(name + "-" + id)
        .start(() -> {
          try {
            task.run();
          } finally {
            release();
          }
        });
  }

  private void release() {
    Optional<Map.Entry<String, Runnable>> next;
    synchronized (waiting) {
      next = waiting.entrySet().stream().findFirst();
      if (next.isPresent()) {
        waiting.remove(next.get().getKey());
      } else {
        running--;
      }
    }
    next.ifPresent(task -> start(task.getKey(), task.getValue()));
  }
}
