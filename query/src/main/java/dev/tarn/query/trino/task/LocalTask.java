package dev.tarn.query.trino.task;

import com.google.common.collect.Multimap;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import io.trino.SystemSessionProperties;
import io.trino.execution.DynamicFiltersCollector;
import io.trino.execution.PartitionedSplitsInfo;
import io.trino.execution.RemoteTask;
import io.trino.execution.SqlTaskManager;
import io.trino.execution.StateMachine.StateChangeListener;
import io.trino.execution.TaskId;
import io.trino.execution.TaskInfo;
import io.trino.execution.TaskStatus;
import io.trino.execution.buffer.OutputBuffers;
import io.trino.execution.buffer.SpoolingOutputStats;
import io.trino.metadata.Split;
import io.trino.sql.planner.plan.PlanNodeId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

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
  private final Delivery delivery;
  private final QueueSpace space;
  private final FiltersOfTask filtersOfTask;
  private final TaskFollower follower;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicInteger changes = new AtomicInteger();

  LocalTask(TaskOrder order, TaskServices services, TaskInfo initial, OutputBuffers buffers) {
    this.order = order;
    this.services = services;
    this.tasks = services.tasks();
    this.view = new TaskView(initial, services.executor());
    this.delivery = new Delivery(order, buffers, initial.taskStatus().speculative(), this::change);
    this.space =
        new QueueSpace(
            SystemSessionProperties.getMaxUnacknowledgedSplitsPerTask(order.session()),
            services.executor());
    this.filtersOfTask = new FiltersOfTask(order.id(), services);
    this.follower =
        new TaskFollower(order, services, view, filtersOfTask, this::failLocallyImmediately);
  }

  /** To be called once, before others see the task. */
  void prepare(Multimap<PlanNodeId, Split> initialSplits) {
    delivery.splits().add(initialSplits);
    count();
    view.addStatusListener(_ -> statusChanged());
  }

  /** Where the coordinator puts the dynamic filters that the task's scans can use. */
  DynamicFiltersCollector filtersForTask() {
    return delivery.filters();
  }

  @Override
  public void start() {
    started.set(true);
    change();
    follower.watch();
    follower.refresh();
  }

  /** Delivers what has changed, soon; several changes may go together. */
  private void change() {
    if (started.get() && changes.getAndIncrement() == 0) {
      Steps.onFailure(
          Futures.submit(this::deliver, services.executor()), this::failLocallyImmediately);
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
    TaskInfo info = delivery.deliver(tasks);
    filtersOfTask.receive(info.taskStatus());
    view.accept(order.detail(info));
    count();
  }

  private void statusChanged() {
    if (view.status().state().isTerminatingOrDone()) {
      delivery.clear();
    }
    count();
  }

  private void count() {
    order.splitCounts().setPartitionedSplits(getPartitionedSplitsInfo());
    space.update(delivery.splits().undelivered(), getQueuedPartitionedSplitsInfo());
  }

  @Override
  public void addSplits(Multimap<PlanNodeId, Split> added) {
    if (takesChanges()) {
      delivery.splits().add(added);
      count();
      change();
    }
  }

  @Override
  public void noMoreSplits(PlanNodeId source) {
    if (!stopping.get() && delivery.splits().end(source)) {
      change();
    }
  }

  @Override
  public void setOutputBuffers(OutputBuffers next) {
    if (delivery.setOutputBuffers(next) && takesChanges()) {
      change();
    }
  }

  @Override
  public void setSpeculative(boolean next) {
    delivery.setSpeculative(next);
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
      follower.watch();
    }
  }

  @Override
  public void failLocallyImmediately(Throwable cause) {
    stopping.set(true);
    view.fail(cause);
    tasks.abortTask(order.id());
    follower.watch();
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
    space.update(delivery.splits().undelivered(), getQueuedPartitionedSplitsInfo());
    return space.available();
  }

  @Override
  public PartitionedSplitsInfo getPartitionedSplitsInfo() {
    return SplitCounts.all(delivery.splits().undelivered(), view.status());
  }

  @Override
  public PartitionedSplitsInfo getQueuedPartitionedSplitsInfo() {
    return SplitCounts.queued(delivery.splits().undelivered(), view.status());
  }

  @Override
  public int getUnacknowledgedPartitionedSplitCount() {
    return delivery.splits().undelivered().getCount();
  }

  @Override
  public Optional<SpoolingOutputStats.Snapshot> retrieveAndDropSpoolingOutputStats() {
    return view.finalInfo().flatMap(info -> info.outputBuffers().spoolingOutputStats());
  }
}
