package dev.tarn.query.execution;

import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.execution.Phase.Ended;
import dev.tarn.query.execution.Phase.Queued;
import dev.tarn.query.execution.Phase.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/**
 * The state machine of one query: QUEUED, then RUNNING, then ended, or ended at once. Reading never
 * waits; whoever ends the query first decides how it ended, and later attempts do nothing.
 */
final class Execution {
  /** Makes the end of a query permanent: publishes its objects and records it. */
  interface Conclusion {
    Ended conclude(Phase before);
  }

  private final Submission submission;
  private final ReentrantLock transition = new ReentrantLock();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile Phase phase = new Queued();

  Execution(Submission submission) {
    this.submission = submission;
  }

  Submission submission() {
    return submission;
  }

  Phase phase() {
    return phase;
  }

  /** Waits until the query has ended, but not longer than that. */
  void awaitEnd(Duration longest) {
    try {
      over.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What GetQueryExecution shows at that instant. */
  QueryExecution view(Instant now) {
    Phase current = phase;
    return current instanceof Ended ended
        ? ended.execution().execution()
        : ExecutionView.live(submission, current, now);
  }

  /** Moves from QUEUED to RUNNING; false when the query has been ended before it could run. */
  boolean begin(Instant now, Optional<EngineQuery> query) {
    return exclusively(() -> {
      if (!(phase instanceof Queued)) {
        return false;
      }
      phase = new Running(now, query);
      return true;
    });
  }

  /**
   * Ends the query, unless it has ended. The conclusion runs while no other end can; what it
   * answers becomes visible only when it has returned.
   *
   * @return the phase before, empty when the query had ended
   */
  Optional<Phase> end(Conclusion conclusion) {
    return exclusively(() -> {
      Phase before = phase;
      if (before instanceof Ended) {
        return Optional.<Phase>empty();
      }
      phase = conclusion.conclude(before);
      over.countDown();
      return Optional.of(before);
    });
  }

  private <T> T exclusively(Supplier<T> change) {
    transition.lock();
    try {
      return change.get();
    } finally {
      transition.unlock();
    }
  }

  @Override
  public String toString() {
    return submission.id() + " " + phase;
  }

  /** The engine's query, once there is one. */
  @Nullable EngineQuery engineQuery() {
    return phase instanceof Running running ? running.query().orElse(null) : null;
  }
}
