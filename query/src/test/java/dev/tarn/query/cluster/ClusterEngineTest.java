package dev.tarn.query.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineFailure.Position;
import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineRequest;
import dev.tarn.query.engine.EngineState;
import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.query.engine.RowSink;
import dev.tarn.query.engine.UnloadTables;
import dev.tarn.query.engine.WrittenFiles;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How the engine follows a cluster that comes, goes and fails. */
class ClusterEngineTest {
  private static final String INTEGER =
      "\"columns\":[{\"name\":\"n\",\"type\":\"integer\",\"typeSignature\":"
          + "{\"rawType\":\"integer\",\"arguments\":[]}}],\"data\":[[1],[null]]";

  @Test
  void rowsStatisticsAndSessionAreTheQuerys() throws IOException {
    try (var coordinator = new FakeCoordinator(0);
        var engine = start(coordinator.address(), Duration.ofMinutes(1))) {
      coordinator.answer("SELECT n", INTEGER);
      EngineQuery query =
          engine.submit(
              new EngineRequest(
                  "athena-id",
                  "SELECT n",
                  "awsdatacatalog",
                  Optional.of("db"),
                  Map.of("awsdatacatalog.compression_codec", "NONE")));
      assertThat(query.engineId()).isEqualTo("20261125_000000_00001_abcde");
      var sink = new Rows();
      EngineStatistics statistics = query.run(sink);
      assertThat(sink.columns).containsExactly(new EngineColumn("n", "integer"));
      assertThat(sink.rows).containsExactly(new String[] {"1"}, new @Nullable String[] {null});
      assertThat(statistics.processedBytes()).isEqualTo(77);
      assertThat(statistics.processedRows()).isEqualTo(7);
      assertThat(statistics.queued()).isEqualTo(Duration.ofMillis(5));
      assertThat(statistics.execution()).isEqualTo(Duration.ofMillis(7));
      assertThat(coordinator.headers())
          .contains(
              "X-trino-user: athena",
              "X-trino-catalog: awsdatacatalog",
              "X-trino-schema: db",
              "X-trino-trace-token: athena-id",
              "X-trino-time-zone: Z",
              "X-trino-session: awsdatacatalog.compression_codec=NONE");
    }
  }

  @Test
  void failuresKeepTheirNamesAndPositions() throws IOException {
    try (var coordinator = new FakeCoordinator(0);
        var engine = start(coordinator.address(), Duration.ofMinutes(1))) {
      coordinator.answer(
          "SELECT x",
          "\"error\":{\"message\":\"line 1:8: Table 'awsdatacatalog$iceberg.db.t' does not"
              + " exist\",\"errorCode\":46,\"errorName\":\"TABLE_NOT_FOUND\",\"errorType\":"
              + "\"USER_ERROR\",\"errorLocation\":{\"lineNumber\":1,\"columnNumber\":8}}");
      EngineQuery query = engine.submit(EngineRequest.of("id", "SELECT x", Optional.empty()));
      assertThatThrownBy(() -> query.run(new Rows()))
          .isInstanceOfSatisfying(
              EngineFailure.class,
              failure -> {
                assertThat(failure.errorName()).isEqualTo("TABLE_NOT_FOUND");
                assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.USER_ERROR);
                assertThat(failure.position()).contains(new Position(1, 8));
                assertThat(failure.engineMessage())
                    .isEqualTo("Table 'awsdatacatalog.db.t' does not exist");
              });
    }
  }

  @Test
  void tablesOfIonAreRefused() throws IOException {
    try (var coordinator = new FakeCoordinator(0);
        var engine = start(coordinator.address(), Duration.ofMinutes(1))) {
      String sql =
          "CREATE TABLE t WITH (extra_properties = MAP(ARRAY['file.inputformat'],"
              + " ARRAY['dev.tarn.serde.ION'])) AS SELECT 1 a WITH NO DATA";
      assertThatThrownBy(() -> engine.submit(EngineRequest.of("id", sql, Optional.empty())))
          .isInstanceOfSatisfying(
              EngineFailure.class,
              failure -> assertThat(failure.errorName()).isEqualTo("NOT_SUPPORTED"));
    }
  }

  @Test
  void aQueryThatIsCancelledBeforeItsRunDoesNotRun() throws IOException {
    try (var coordinator = new FakeCoordinator(0);
        var engine = start(coordinator.address(), Duration.ofMinutes(1))) {
      coordinator.answer(
          "SELECT n",
          "\"nextUri\":\"" + coordinator.address() + "/v1/statement/executing/1\"," + INTEGER);
      EngineQuery query = engine.submit(EngineRequest.of("id", "SELECT n", Optional.empty()));
      query.cancel();
      assertThatThrownBy(() -> query.run(new Rows()))
          .isInstanceOfSatisfying(
              EngineFailure.class, failure -> assertThat(failure.isCancellation()).isTrue());
    }
  }

  @Test
  void aClusterIsWaitedForUsedAndLostAndFoundAgain() throws IOException {
    int port;
    try (var coordinator = new FakeCoordinator(0)) {
      port = coordinator.port();
    }
    try (var engine = start(URI.create("http://127.0.0.1:" + port), Duration.ofMinutes(1))) {
      assertThat(engine.state()).isInstanceOf(EngineState.Starting.class);
      try (var coordinator = new FakeCoordinator(port)) {
        coordinator.starting(true);
        coordinator.starting(false);
        await(engine, state -> state instanceof EngineState.Ready);
      }
      await(engine, state -> state instanceof EngineState.Failed);
      assertThatThrownBy(() -> engine.submit(EngineRequest.of("id", "SELECT n", Optional.empty())))
          .isInstanceOfSatisfying(
              EngineFailure.class,
              failure -> {
                assertThat(failure.errorName()).isEqualTo("ENGINE_UNAVAILABLE");
                assertThat(failure.engineMessage())
                    .startsWith("The Trino cluster at http://127.0.0.1:" + port);
              });
      try (var again = new FakeCoordinator(port)) {
        again.answer("SELECT n", INTEGER);
        await(engine, state -> state instanceof EngineState.Ready);
        engine.submit(EngineRequest.of("id", "SELECT n", Optional.empty())).run(new Rows());
      }
    }
  }

  @Test
  void patienceEnds() throws IOException {
    int port;
    try (var coordinator = new FakeCoordinator(0)) {
      port = coordinator.port();
    }
    try (var engine = start(URI.create("http://127.0.0.1:" + port), Duration.ofMillis(50))) {
      EngineState.Failed failed =
          (EngineState.Failed) await(engine, state -> state instanceof EngineState.Failed);
      assertThat(failed.reason()).contains("cannot be used");
    }
  }

  @Test
  void aClusterWithoutTheCatalogsIsNotUsed() throws IOException {
    try (var coordinator = new FakeCoordinator(0)) {
      coordinator.catalogs("awsdatacatalog", "system");
      try (var engine = start(coordinator.address(), Duration.ofMillis(50))) {
        EngineState.Failed failed =
            (EngineState.Failed) await(engine, state -> state instanceof EngineState.Failed);
        assertThat(failed.reason()).endsWith("it has no catalog 'awsdatacatalog$iceberg'");
      }
    }
  }

  private static EngineState await(ClusterEngine engine, Predicate<EngineState> condition) {
    EngineState state = engine.state();
    while (!condition.test(state)) {
      Thread.onSpinWait();
      state = engine.state();
    }
    return state;
  }

  private static ClusterEngine start(URI server, Duration patience) {
    return ClusterEngine.start(
        new ClusterConfig(server, "athena", Optional.empty(), Duration.ofMillis(20), patience),
        new WrittenFiles(),
        new UnloadTables());
  }

  private static final class Rows implements RowSink {
    private final List<EngineColumn> columns = new ArrayList<>();
    private final List<@Nullable String[]> rows = new ArrayList<>();

    @Override
    public void columns(List<EngineColumn> announced) {
      columns.addAll(announced);
    }

    @Override
    public void row(@Nullable String[] cells) {
      rows.add(cells);
    }
  }
}
