package dev.tarn.query.execution;

import dev.tarn.query.execution.Phase.Ended;
import java.time.Duration;

/** Sleeps as the pace says, but not on after the query has been ended. */
final class QueryPauses {
  private static final Duration STEP = Duration.ofMillis(10);

  private final QueryPace pace;

  QueryPauses(QueryPace pace) {
    this.pace = pace;
  }

  void queued(Execution execution) {
    pause(pace.queued(), execution);
  }

  /** Answers whether the query is still to be run. */
  boolean running(Execution execution) {
    pause(pace.running(), execution);
    return !(execution.phase() instanceof Ended);
  }

  private static void pause(Duration time, Execution execution) {
    if (time.isZero()) {
      return;
    }
    long end = System.nanoTime() + time.toNanos();
    try {
      while (System.nanoTime() - end < 0 && !(execution.phase() instanceof Ended)) {
        Thread.sleep(STEP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
