package dev.tarn.query.trino.task;

import io.trino.execution.PartitionedSplitsInfo;
import io.trino.execution.TaskStatus;

/** How many splits of table scans a task has, by what the scheduler asks. */
final class SplitCounts {
  private SplitCounts() {}

  /** Undelivered, queued and running. */
  static PartitionedSplitsInfo all(PartitionedSplitsInfo undelivered, TaskStatus status) {
    if (status.state().isDone()) {
      return PartitionedSplitsInfo.forZeroSplits();
    }
    PartitionedSplitsInfo queued = queued(undelivered, status);
    return PartitionedSplitsInfo.forSplitCountAndWeightSum(
        queued.getCount() + status.runningPartitionedDrivers(),
        queued.getWeightSum() + status.runningPartitionedSplitsWeight());
  }

  /** Undelivered and queued; what a terminating task has not begun, it never will. */
  static PartitionedSplitsInfo queued(PartitionedSplitsInfo undelivered, TaskStatus status) {
    if (status.state().isTerminatingOrDone()) {
      return PartitionedSplitsInfo.forZeroSplits();
    }
    return PartitionedSplitsInfo.forSplitCountAndWeightSum(
        undelivered.getCount() + status.queuedPartitionedDrivers(),
        undelivered.getWeightSum() + status.queuedPartitionedSplitsWeight());
  }
}
