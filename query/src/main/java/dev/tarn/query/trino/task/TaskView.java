package dev.tarn.query.trino.task;

import com.google.common.collect.ImmutableList;
import io.trino.execution.ExecutionFailureInfo;
import io.trino.execution.StateMachine;
import io.trino.execution.StateMachine.StateChangeListener;
import io.trino.execution.TaskInfo;
import io.trino.execution.TaskState;
import io.trino.execution.TaskStatus;
import io.trino.util.Failures;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What the coordinator knows of a task. It may be ahead of the task: one that the coordinator gave
 * up has failed here while it still stops there, and a state that was reached is never left.
 */
final class TaskView {
  private final StateMachine<TaskStatus> status;
  private final StateMachine<Optional<TaskInfo>> finalInfo;
  private volatile TaskInfo latest;

  /**
   * The executor must not run its tasks in the calling thread: listeners take locks of their own.
   */
  TaskView(TaskInfo initial, Executor executor) {
    String name = "task " + initial.taskStatus().taskId();
    this.status = new StateMachine<>(name, executor, initial.taskStatus());
    this.finalInfo = new StateMachine<>(name, executor, Optional.empty());
    this.latest = initial;
  }

  TaskStatus status() {
    return status.get();
  }

  TaskInfo info() {
    return finalInfo.get().orElse(latest);
  }

  Optional<TaskInfo> finalInfo() {
    return finalInfo.get();
  }

  void accept(TaskStatus next) {
    status.setIf(next, known -> follows(known, next));
  }

  private static boolean follows(TaskStatus known, TaskStatus next) {
    return !known.state().isDone()
        && (!known.state().isTerminating() || next.state().isTerminatingOrDone())
        && next.version() >= known.version();
  }

  /** A snapshot of a task at work. */
  void accept(TaskInfo info) {
    accept(info.taskStatus());
    if (!info.taskStatus().state().isDone()) {
      latest = info;
    }
  }

  /** The task has ended, and this is all there is to know about it. */
  void finish(TaskInfo info) {
    accept(info.taskStatus());
    latest = info.withTaskStatus(status());
    finalInfo.compareAndSet(Optional.empty(), Optional.of(latest));
  }

  /** Takes the task for failed, whatever it still does. */
  void fail(Throwable cause) {
    TaskStatus known = status();
    List<ExecutionFailureInfo> failures =
        ImmutableList.<ExecutionFailureInfo>builder()
            .add(Failures.toFailure(cause))
            .addAll(known.failures())
            .build();
    status.setIf(
        TaskStatus.failWith(known, TaskState.FAILED, failures), now -> !now.state().isDone());
  }

  void addStatusListener(StateChangeListener<TaskStatus> listener) {
    status.addStateChangeListener(listener);
  }

  /** Calls the listener once, when the task has ended. */
  void addFinalInfoListener(StateChangeListener<TaskInfo> listener) {
    finalInfo.addStateChangeListener(info -> info.ifPresent(listener::stateChanged));
  }
}
