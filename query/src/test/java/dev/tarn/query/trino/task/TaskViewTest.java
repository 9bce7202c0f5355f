package dev.tarn.query.trino.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.execution.StageId;
import io.trino.execution.TaskId;
import io.trino.execution.TaskInfo;
import io.trino.execution.TaskState;
import io.trino.execution.TaskStatus;
import io.trino.operator.TaskStats;
import io.trino.spi.QueryId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TaskViewTest {
  private static final TaskInfo INITIAL =
      TaskInfo.createInitialTask(
          new TaskId(new StageId(new QueryId("q"), 0), 0, 0),
          URI.create("http://127.0.0.1/v1/task/q.0.0.0"),
          "node",
          false,
          Optional.empty(),
          new TaskStats(Instant.EPOCH, null));

  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final TaskView view = new TaskView(INITIAL, executor);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void followsTheTask() {
    view.accept(status(1, TaskState.RUNNING));
    view.accept(status(2, TaskState.FINISHED));
    assertThat(view.status().state()).isEqualTo(TaskState.FINISHED);
  }

  @Test
  void ignoresWhatIsOlder() {
    view.accept(status(2, TaskState.FLUSHING));
    view.accept(status(1, TaskState.RUNNING));
    assertThat(view.status().state()).isEqualTo(TaskState.FLUSHING);
  }

  @Test
  void doesNotRunAgainOnceItTerminates() {
    view.accept(status(1, TaskState.CANCELING));
    view.accept(status(2, TaskState.RUNNING));
    assertThat(view.status().state()).isEqualTo(TaskState.CANCELING);
    view.accept(status(3, TaskState.CANCELED));
    assertThat(view.status().state()).isEqualTo(TaskState.CANCELED);
  }

  @Test
  void staysFailedWhateverTheTaskStillDoes() {
    view.fail(new IllegalStateException("given up"));
    view.accept(status(5, TaskState.RUNNING));
    view.finish(INITIAL.withTaskStatus(status(6, TaskState.ABORTED)));
    assertThat(view.info().taskStatus().state()).isEqualTo(TaskState.FAILED);
    assertThat(view.status().failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.message()).isEqualTo("given up"));
  }

  @Test
  void cannotFailOnceItHasEnded() {
    view.accept(status(1, TaskState.FINISHED));
    view.fail(new IllegalStateException("late"));
    assertThat(view.status().state()).isEqualTo(TaskState.FINISHED);
  }

  @Test
  void hasNoFinalInformationBeforeTheTaskEnds() {
    view.accept(INITIAL.withTaskStatus(status(1, TaskState.RUNNING)));
    assertThat(view.finalInfo()).isEmpty();
    assertThat(view.info().taskStatus().version()).isEqualTo(1);
  }

  @Test
  void tellsItsEndToThoseWhoAskedBeforeAndAfter() throws InterruptedException {
    var seen = new AtomicReference<>(TaskState.PLANNED);
    var told = new CountDownLatch(2);
    view.addFinalInfoListener(info -> {
      seen.set(info.taskStatus().state());
      told.countDown();
    });
    view.finish(INITIAL.withTaskStatus(status(1, TaskState.FINISHED)));
    view.addFinalInfoListener(_ -> told.countDown());
    told.await();
    assertThat(seen.get()).isEqualTo(TaskState.FINISHED);
  }

  private static TaskStatus status(long version, TaskState state) {
    TaskStatus from = INITIAL.taskStatus();
    return new TaskStatus(
        from.taskId(),
        1,
        version,
        state,
        from.self(),
        from.nodeId(),
        false,
        List.of(),
        0,
        0,
        from.outputBufferStatus(),
        from.outputDataSize(),
        from.writerInputDataSize(),
        from.physicalWrittenDataSize(),
        from.maxWriterCount(),
        from.memoryReservation(),
        from.peakMemoryReservation(),
        from.revocableMemoryReservation(),
        0,
        from.fullGcTime(),
        0,
        0,
        0);
  }
}
