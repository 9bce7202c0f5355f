package dev.tarn.query.trino.task;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import io.trino.execution.FutureStateChange;
import io.trino.execution.PartitionedSplitsInfo;
import java.util.concurrent.Executor;

/** Tells the scheduler when a task that has enough splits for now wants more. */
final class QueueSpace {
  private final int maxUndelivered;
  private final Executor executor;
  private final FutureStateChange<Void> waiters = new FutureStateChange<>();
  private long weightLimit = Long.MAX_VALUE;
  private boolean available = true;

  QueueSpace(int maxUndelivered, Executor executor) {
    this.maxUndelivered = maxUndelivered;
    this.executor = executor;
  }

  synchronized void limit(long weight) {
    weightLimit = weight;
  }

  /**
   * @param queued splits that no driver has begun, the undelivered included
   */
  @SuppressWarnings("NullAway") // null is the only value of Void
  synchronized void update(PartitionedSplitsInfo undelivered, PartitionedSplitsInfo queued) {
    available = undelivered.getCount() < maxUndelivered && queued.getWeightSum() < weightLimit;
    if (available) {
      waiters.complete(null, executor);
    }
  }

  @SuppressWarnings("NullAway") // null is the only value of Void
  synchronized ListenableFuture<Void> available() {
    return available ? Futures.immediateVoidFuture() : waiters.createNewListener();
  }
}
