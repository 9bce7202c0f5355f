package dev.tarn.query.trino.task;

import io.trino.execution.DynamicFiltersCollector;
import io.trino.execution.DynamicFiltersCollector.VersionedDynamicFilterDomains;
import io.trino.execution.SplitAssignment;
import io.trino.execution.SqlTaskManager;
import io.trino.execution.TaskInfo;
import io.trino.execution.buffer.OutputBuffers;
import io.trino.sql.planner.PlanFragment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the coordinator has for a task and the task does not have yet. Everything may be added from
 * several threads; one thread at a time delivers.
 */
final class Delivery {
  private final TaskOrder order;
  private final SplitQueue splits;
  private final DynamicFiltersCollector filters;
  private final AtomicReference<OutputBuffers> outputBuffers;
  private volatile boolean speculative;
  private volatile boolean hasPlan;
  private volatile long filtersDelivered = DynamicFiltersCollector.INITIAL_DYNAMIC_FILTERS_VERSION;

  /**
   * @param news to be run when something was added by somebody else than the scheduler
   */
  Delivery(TaskOrder order, OutputBuffers outputBuffers, boolean speculative, Runnable news) {
    this.order = order;
    this.splits = new SplitQueue(order.fragment()::isPartitionedSources);
    this.filters = new DynamicFiltersCollector(news);
    this.outputBuffers = new AtomicReference<>(outputBuffers);
    this.speculative = speculative;
  }

  SplitQueue splits() {
    return splits;
  }

  /** Filters that the task's scans can use. */
  DynamicFiltersCollector filters() {
    return filters;
  }

  /** Whether this is news. */
  boolean setOutputBuffers(OutputBuffers next) {
    OutputBuffers before =
        outputBuffers.getAndUpdate(now -> next.getVersion() > now.getVersion() ? next : now);
    return next.getVersion() > before.getVersion();
  }

  void setSpeculative(boolean next) {
    speculative = next;
  }

  /** Compiles and starts the task the first time. */
  TaskInfo deliver(SqlTaskManager tasks) {
    List<SplitAssignment> assignments = splits.take();
    VersionedDynamicFilterDomains domains = filters.acknowledgeAndGetNewDomains(filtersDelivered);
    Optional<PlanFragment> plan =
        hasPlan
            ? Optional.empty()
            : Optional.of(order.fragment().withoutEmbeddedJsonRepresentation());
    TaskInfo info =
        tasks.updateTask(
            order.session(),
            order.id(),
            order.stageSpan(),
            plan,
            order.credentials(),
            assignments,
            outputBuffers.get(),
            domains.getDynamicFilterDomains(),
            speculative);
    hasPlan = !info.needsPlan();
    filtersDelivered = domains.getVersion();
    splits.delivered(assignments);
    return info;
  }

  /** Forgets what a task that has ended will not take. */
  void clear() {
    splits.clear();
    filters.acknowledge(Long.MAX_VALUE);
  }
}
