package dev.tarn.query.trino.task;

import com.google.common.util.concurrent.Futures;
import io.trino.execution.SqlTaskManager;
import io.trino.execution.TaskInfo;
import io.trino.execution.TaskStatus;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a task reports into the coordinator's view, until the task has ended, whatever the
 * coordinator takes it for.
 */
final class TaskFollower {
  private final TaskOrder order;
  private final TaskServices services;
  private final SqlTaskManager tasks;
  private final TaskView view;
  private final FiltersOfTask filters;
  private final Consumer<Throwable> giveUp;
  private final AtomicBoolean watched = new AtomicBoolean();
  private volatile @Nullable Future<?> refreshing;

  TaskFollower(
      TaskOrder order,
      TaskServices services,
      TaskView view,
      FiltersOfTask filters,
      Consumer<Throwable> giveUp) {
    this.order = order;
    this.services = services;
    this.tasks = services.tasks();
    this.view = view;
    this.filters = filters;
    this.giveUp = giveUp;
  }

  /** Follows the task's states; more than once is the same as once. */
  void watch() {
    if (watched.compareAndSet(false, true)) {
      follow(TaskStatus.STARTING_VERSION);
    }
  }

  private void follow(long version) {
    Steps.onFailure(
        Futures.transform(
            tasks.getTaskStatus(order.id(), version), this::followed, services.executor()),
        this::lost);
  }

  private void lost(Throwable cause) {
    giveUp.accept(cause);
    view.finish(view.info());
  }

  private boolean followed(TaskStatus status) {
    filters.receive(status);
    view.accept(status);
    boolean done = status.state().isDone();
    if (done) {
      view.finish(lastInfo(status));
    } else {
      follow(status.version());
    }
    return done;
  }

  /**
   * Some time after its end the manager forgets a task, and makes up a new one when it is asked.
   */
  private TaskInfo lastInfo(TaskStatus status) {
    TaskInfo info = tasks.getTaskInfo(order.id());
    return info.taskStatus().taskInstanceId() == status.taskInstanceId()
        ? order.detail(info)
        : view.info().withTaskStatus(status);
  }

  /** Keeps the statistics young, which also tells the task manager that the task is wanted. */
  void refresh() {
    long millis = services.refresh().toMillis();
    refreshing =
        services
            .timer()
            .scheduleWithFixedDelay(this::refreshOnce, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void refreshOnce() {
    @Nullable Future<?> self = refreshing;
    if (view.finalInfo().isEmpty()) {
      view.accept(order.detail(tasks.getTaskInfo(order.id())));
    } else if (self != null) {
      self.cancel(false);
    }
  }
}
