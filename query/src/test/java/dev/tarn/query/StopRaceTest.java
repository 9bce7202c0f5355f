package dev.tarn.query;

import static dev.tarn.query.FakeEngine.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.execution.QueryLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** StopQueryExecution against everything else that moves a query, at any moment. */
class StopRaceTest {
  private static final int SLOTS = 3;
  private static final int QUERIES = 400;

  @TempDir Path directory;
  private AthenaFixture athena;

  @BeforeEach
  void open() throws IOException {
    athena =
        new AthenaFixture(
            directory,
            Clock.systemUTC(),
            new QueryLimits(SLOTS, SLOTS, 10 * QUERIES, Duration.ZERO));
    athena.engine.answer(
        "SELECT 1",
        List.of(new EngineColumn("_col0", "integer")),
        List.<@Nullable String[]>of(row("1")));
  }

  @AfterEach
  void close() throws IOException {
    athena.close();
  }

  /** Few slots, so that queries are met waiting, being submitted, running and ending. */
  @Test
  void everyQueryEndsOnceAndLeavesItsObjectsOnlyWhenItSucceeded() throws Exception {
    List<String> ids = new ArrayList<>();
    List<Thread> stops = new ArrayList<>();
    Random random = new Random(20261125);
    for (int i = 0; i < QUERIES; i++) {
      String id = athena.start(i % 4 == 0 ? "SHOW DATABASES" : "SELECT 1");
      ids.add(id);
      int spins = random.nextInt(20_000);
      for (int stopper = 0; stopper < 2; stopper++) {
        stops.add(
            Thread.startVirtualThread(() -> {
              for (int spin = 0; spin < spins; spin++) {
                Thread.onSpinWait();
              }
              athena.client().stopQueryExecution(stop -> stop.queryExecutionId(id));
            }));
      }
    }
    for (Thread stop : stops) {
      stop.join();
    }
    Set<QueryExecutionState> seen = new HashSet<>();
    List<QueryExecution> ends = new ArrayList<>();
    for (String id : ids) {
      QueryExecution end = athena.get(id);
      QueryExecutionState state = end.status().state();
      seen.add(state);
      ends.add(end);
      assertThat(state).isIn(QueryExecutionState.SUCCEEDED, QueryExecutionState.CANCELLED);
      assertThat(athena.exists(end.resultConfiguration().outputLocation()))
          .isEqualTo(state == QueryExecutionState.SUCCEEDED);
    }
    assertThat(seen).as("both ends were met").hasSize(2);
    assertThat(athena.engine.mostRunning()).isLessThanOrEqualTo(SLOTS);
    athena.run("SELECT 1");
    for (int i = 0; i < QUERIES; i++) {
      assertThat(athena.get(ids.get(i))).isEqualTo(ends.get(i));
    }
    athena.restart();
    for (int i = 0; i < QUERIES; i++) {
      assertThat(athena.get(ids.get(i))).isEqualTo(ends.get(i));
    }
  }

  @Test
  void queriesThatWaitForTheEngineCanBeStoppedWhileItComesUp() throws Exception {
    athena.engine.holdStart();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ids.add(athena.start("SELECT 1"));
    }
    Thread start = Thread.startVirtualThread(athena.engine::finishStarting);
    for (String id : ids) {
      athena.client().stopQueryExecution(stop -> stop.queryExecutionId(id));
    }
    start.join();
    for (String id : ids) {
      assertThat(athena.get(id).status().state())
          .isIn(QueryExecutionState.SUCCEEDED, QueryExecutionState.CANCELLED);
    }
    assertThat(athena.run("SELECT 1").status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
  }
}
