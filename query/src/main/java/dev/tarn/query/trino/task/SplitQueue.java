package dev.tarn.query.trino.task;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multimap;
import io.trino.execution.PartitionedSplitsInfo;
import io.trino.execution.ScheduledSplit;
import io.trino.execution.SplitAssignment;
import io.trino.metadata.Split;
import io.trino.sql.planner.plan.PlanNodeId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The splits that a task was given and has not taken yet, and which of its sources have no more.
 * Splits of table scans count for the scheduler until the task has them; those of exchanges do not.
 */
final class SplitQueue {
  private final Predicate<PlanNodeId> scan;
  private final Map<PlanNodeId, Set<ScheduledSplit>> waiting = new LinkedHashMap<>();
  private final Set<PlanNodeId> ended = new HashSet<>();
  private final Set<PlanNodeId> endsToTell = new HashSet<>();
  private long nextId;
  private int scans;
  private long scanWeight;

  SplitQueue(Predicate<PlanNodeId> scan) {
    this.scan = scan;
  }

  synchronized void add(Multimap<PlanNodeId, Split> splits) {
    splits.forEach((source, split) -> {
      if (ended.contains(source)) {
        throw new IllegalStateException("Source " + source + " already has no more splits");
      }
      waiting
          .computeIfAbsent(source, _ -> new LinkedHashSet<>())
          .add(new ScheduledSplit(nextId++, source, split));
      count(source, split, 1);
    });
  }

  /** Whether this is news. */
  synchronized boolean end(PlanNodeId source) {
    return ended.add(source) && endsToTell.add(source);
  }

  /** Everything that the task does not know; its splits still count until they are delivered. */
  synchronized List<SplitAssignment> take() {
    var sources = new LinkedHashSet<>(waiting.keySet());
    sources.addAll(endsToTell);
    var assignments = ImmutableList.<SplitAssignment>builder();
    for (PlanNodeId source : sources) {
      assignments.add(
          new SplitAssignment(
              source, waiting.getOrDefault(source, Set.of()), ended.contains(source)));
    }
    waiting.clear();
    endsToTell.clear();
    return assignments.build();
  }

  synchronized void delivered(List<SplitAssignment> assignments) {
    for (SplitAssignment assignment : assignments) {
      for (ScheduledSplit split : assignment.getSplits()) {
        count(assignment.getPlanNodeId(), split.split(), -1);
      }
    }
  }

  private void count(PlanNodeId source, Split split, int sign) {
    if (scan.test(source)) {
      scans += sign;
      scanWeight += sign * split.getSplitWeight().getRawValue();
    }
  }

  /** Splits of table scans that the task does not have yet. */
  synchronized PartitionedSplitsInfo undelivered() {
    return PartitionedSplitsInfo.forSplitCountAndWeightSum(scans, scanWeight);
  }

  /** Forgets the splits of a task that takes no more. */
  synchronized void clear() {
    waiting.forEach((source, splits) -> splits.forEach(split -> count(source, split.split(), -1)));
    waiting.clear();
    endsToTell.clear();
  }
}
