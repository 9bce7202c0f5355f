package dev.tarn.query.trino.task;

import com.google.common.collect.Multimap;
import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.trino.SystemSessionProperties;
import io.trino.execution.DynamicFiltersCollector;
import io.trino.execution.DynamicFiltersCollector.VersionedDynamicFilterDomains;
import io.trino.execution.PartitionedSplitsInfo;
import io.trino.execution.RemoteTask;
import io.trino.execution.SplitAssignment;
import io.trino.execution.SqlTaskManager;
import io.trino.execution.StateMachine.StateChangeListener;
import io.trino.execution.TaskId;
import io.trino.execution.TaskInfo;
import io.trino.execution.TaskStatus;
import io.trino.execution.buffer.OutputBuffers;
import io.trino.execution.buffer.SpoolingOutputStats;
import io.trino.metadata.Split;
import io.trino.sql.planner.PlanFragment;
import io.trino.sql.planner.plan.PlanNodeId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator's side of a task that runs in the same process. Changes are delivered one after
 * the other in a thread of the executor, since the first of them compiles the plan; the task's own
 * changes come back through the futures of the task manager.
 */
final class LocalTask implements RemoteTask {
  private final TaskOrder order;
  private final TaskServices services;
  private final SqlTaskManager tasks;
  private final TaskView view;
  private final SplitQueue splits;
  private final QueueSpace space;
  private final DynamicFiltersCollector filtersForTask;
  private final FiltersOfTask filtersOfTask;
  private final AtomicReference<OutputBuffers> outputBuffers;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean watched = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicInteger changes = new AtomicInteger();
  private volatile boolean speculative;
  private volatile boolean hasPlan;
  private volatile long filtersDelivered = DynamicFiltersCollector.INITIAL_DYNAMIC_FILTERS_VERSION;
  private volatile @Nullable Future<?> refreshing;

  LocalTask(TaskOrder order, TaskServices services, TaskInfo initial, OutputBuffers buffers) {
    this.order = order;
    this.services = services;
    this.tasks = services.tasks();
    this.view = new TaskView(initial, services.executor());
    this.splits = new SplitQueue(order.fragment()::isPartitionedSources);
    this.space =
        new QueueSpace(
            SystemSessionProperties.getMaxUnacknowledgedSplitsPerTask(order.session()),
            services.executor());
    this.filtersForTask = new DynamicFiltersCollector(this::change);
    this.filtersOfTask = new FiltersOfTask(order.id(), services);
    this.outputBuffers = new AtomicReference<>(buffers);
    this.speculative = initial.taskStatus().speculative();
  }

  /** To be called once, before others see the task. */
  void prepare(Multimap<PlanNodeId, Split> initialSplits) {
    splits.add(initialSplits);
    count();
    view.addStatusListener(_ -> statusChanged());
  }

  /** Where the coordinator puts the dynamic filters that the task's scans can use. */
  DynamicFiltersCollector filtersForTask() {
    return filtersForTask;
  }

  @Override
  public void start() {
    started.set(true);
    change();
    watch();
    long millis = services.refresh().toMillis();
    refreshing =
        services
            .timer()
            .scheduleWithFixedDelay(this::refresh, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Delivers what has changed, soon; several changes may go together. */
  private void change() {
    if (started.get() && changes.getAndIncrement() == 0) {
      giveUpOnFailure(Futures.submit(this::deliver, services.executor()));
    }
  }

  private void deliver() {
    int served;
    do {
      served = changes.get();
      if (takesChanges()) {
        deliverOnce();
      }
    } while (changes.addAndGet(-served) > 0);
  }

  private boolean takesChanges() {
    return !stopping.get() && !view.status().state().isTerminatingOrDone();
  }

  private void deliverOnce() {
    List<SplitAssignment> assignments = splits.take();
    VersionedDynamicFilterDomains filters =
        filtersForTask.acknowledgeAndGetNewDomains(filtersDelivered);
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
            filters.getDynamicFilterDomains(),
            speculative);
    hasPlan = !info.needsPlan();
    filtersDelivered = filters.getVersion();
    splits.delivered(assignments);
    filtersOfTask.receive(info.taskStatus());
    view.accept(order.detail(info));
    count();
  }

  /** Follows the task until it has ended, whatever the coordinator takes it for. */
  private void watch() {
    if (watched.compareAndSet(false, true)) {
      follow(TaskStatus.STARTING_VERSION);
    }
  }

  private void follow(long version) {
    giveUpOnFailure(
        Futures.transform(
            tasks.getTaskStatus(order.id(), version), this::followed, services.executor()));
  }

  private boolean followed(TaskStatus status) {
    filtersOfTask.receive(status);
    view.accept(status);
    if (status.state().isDone()) {
      view.finish(order.detail(tasks.getTaskInfo(order.id())));
    } else {
      follow(status.version());
    }
    return status.state().isDone();
  }

  private void statusChanged() {
    if (view.status().state().isTerminatingOrDone()) {
      splits.clear();
      filtersForTask.acknowledge(Long.MAX_VALUE);
    }
    count();
  }

  private void count() {
    order.splitCounts().setPartitionedSplits(getPartitionedSplitsInfo());
    space.update(splits.undelivered(), getQueuedPartitionedSplitsInfo());
  }

  /** Renews the statistics, and tells the task manager that the task is still wanted. */
  private void refresh() {
    @Nullable Future<?> self = refreshing;
    if (view.finalInfo().isEmpty()) {
      view.accept(order.detail(tasks.getTaskInfo(order.id())));
    } else if (self != null) {
      self.cancel(false);
    }
  }

  private void giveUpOnFailure(ListenableFuture<?> step) {
    Futures.addCallback(
        step,
        new FutureCallback<Object>() {
          @Override
          public void onSuccess(@Nullable Object result) {}

          @Override
          public void onFailure(Throwable failure) {
            failLocallyImmediately(failure);
          }
        },
        MoreExecutors.directExecutor());
  }

  @Override
  public void addSplits(Multimap<PlanNodeId, Split> added) {
    if (takesChanges()) {
      splits.add(added);
      count();
      change();
    }
  }

  @Override
  public void noMoreSplits(PlanNodeId source) {
    if (!stopping.get() && splits.end(source)) {
      change();
    }
  }

  @Override
  public void setOutputBuffers(OutputBuffers next) {
    OutputBuffers before =
        outputBuffers.getAndUpdate(now -> next.getVersion() > now.getVersion() ? next : now);
    if (next.getVersion() > before.getVersion() && takesChanges()) {
      change();
    }
  }

  @Override
  public void setSpeculative(boolean next) {
    speculative = next;
    change();
  }

  @Override
  public void cancel() {
    stop(() -> tasks.cancelTask(order.id()));
  }

  @Override
  public void abort() {
    stop(() -> tasks.abortTask(order.id()));
  }

  @Override
  public void failRemotely(Throwable cause) {
    stop(() -> tasks.failTask(order.id(), cause));
  }

  private void stop(Runnable command) {
    if (stopping.compareAndSet(false, true) && !view.status().state().isTerminatingOrDone()) {
      command.run();
      watch();
    }
  }

  @Override
  public void failLocallyImmediately(Throwable cause) {
    stopping.set(true);
    view.fail(cause);
    tasks.abortTask(order.id());
    watch();
  }

  @Override
  public TaskId getTaskId() {
    return order.id();
  }

  @Override
  public String getNodeId() {
    return order.nodeId();
  }

  @Override
  public TaskInfo getTaskInfo() {
    return view.info();
  }

  @Override
  public TaskStatus getTaskStatus() {
    return view.status();
  }

  @Override
  public void addStateChangeListener(StateChangeListener<TaskStatus> listener) {
    view.addStatusListener(listener);
  }

  @Override
  public void addFinalTaskInfoListener(StateChangeListener<TaskInfo> listener) {
    view.addFinalInfoListener(listener);
  }

  @Override
  public ListenableFuture<Void> whenSplitQueueHasSpace(long weightThreshold) {
    space.limit(weightThreshold);
    space.update(splits.undelivered(), getQueuedPartitionedSplitsInfo());
    return space.available();
  }

  @Override
  public PartitionedSplitsInfo getPartitionedSplitsInfo() {
    return SplitCounts.all(splits.undelivered(), view.status());
  }

  @Override
  public PartitionedSplitsInfo getQueuedPartitionedSplitsInfo() {
    return SplitCounts.queued(splits.undelivered(), view.status());
  }

  @Override
  public int getUnacknowledgedPartitionedSplitCount() {
    return splits.undelivered().getCount();
  }

  @Override
  public Optional<SpoolingOutputStats.Snapshot> retrieveAndDropSpoolingOutputStats() {
    return view.finalInfo().flatMap(info -> info.outputBuffers().spoolingOutputStats());
  }
}
