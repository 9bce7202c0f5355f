package dev.tarn.query.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineRequest;
import dev.tarn.query.engine.EngineState;
import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.query.engine.RowSink;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TrinoExtension.class)
final class EmbeddedTrinoEngineTest {
  /** Cannot end by itself within a test. */
  private static final String ENDLESS =
      """
      SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x), UNNEST(sequence(1, 10000)) b(y),
        UNNEST(sequence(1, 10000)) c(z) WHERE x + y + z < 0\
      """;

  private final TrinoFixture trino;

  EmbeddedTrinoEngineTest(TrinoFixture trino) {
    this.trino = trino;
  }

  @Test
  void isReadyOnceItHasAnswered() {
    assertThat(trino.run("SELECT 1").rows()).containsExactly(List.of("1"));
    assertThat(trino.engine().state()).isInstanceOf(EngineState.Ready.class);
  }

  @Test
  void namesAndTypesTheColumns() {
    assertThat(trino.run("SELECT 1 a, 'xyz', ARRAY[CAST(ROW(1) AS ROW(f integer))]").columns())
        .containsExactly(
            new EngineColumn("a", "integer"),
            new EngineColumn("_col1", "varchar(3)"),
            new EngineColumn("_col2", "array(row(\"f\" integer))"));
  }

  @Test
  void announcesColumnsOfAnEmptyResult() {
    QueryResult result = trino.run("SELECT 1 a WHERE false");
    assertThat(result.columns()).containsExactly(new EngineColumn("a", "integer"));
    assertThat(result.rows()).isEmpty();
  }

  @Test
  void hasItsIdBeforeItRuns() {
    EngineQuery query = trino.submit("SELECT 1", Optional.empty(), Map.of());
    assertThat(query.engineId()).matches("\\d{8}_\\d{6}_\\d{5}_\\w{5}");
    assertThat(query.statistics()).isEqualTo(EngineStatistics.NONE);
  }

  @Test
  void runsOnlyOnce() throws IOException {
    EngineQuery query = trino.submit("SELECT 1", Optional.empty(), Map.of());
    query.run(new QueryResult());
    assertThatThrownBy(() -> query.run(new QueryResult()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void runsInUtcAsAthena() {
    assertThat(trino.value("current_timezone()")).isEqualTo("UTC");
    assertThat(trino.value("current_user")).isEqualTo("athena");
  }

  @Test
  void takesSessionProperties() {
    var properties = Map.of("query_max_run_time", "1ms");
    assertThatThrownBy(() -> trino.run(ENDLESS, Optional.empty(), properties))
        .isInstanceOfSatisfying(
            EngineFailure.class,
            failure -> {
              assertThat(failure.errorName()).isEqualTo("EXCEEDED_TIME_LIMIT");
              assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.INSUFFICIENT_RESOURCES);
            });
  }

  @Test
  void canBeCancelledBeforeItRuns() {
    EngineQuery query = trino.submit("SELECT 1", Optional.empty(), Map.of());
    query.cancel();
    assertCancelled(() -> query.run(new QueryResult()));
  }

  @Test
  void canBeCancelledFromAnotherThread() throws InterruptedException {
    EngineQuery query = trino.submit(ENDLESS, Optional.empty(), Map.of());
    var failure = new AtomicReference<@Nullable Throwable>();
    Thread runner =
        Thread.ofVirtual()
            .start(() -> {
              try {
                query.run(new QueryResult());
              } catch (EngineFailure | IOException e) {
                failure.set(e);
              }
            });
    while (query.statistics().planning().isZero()) {
      Thread.sleep(10);
    }
    query.cancel();
    query.cancel();
    runner.join();
    assertThat(failure.get())
        .isInstanceOfSatisfying(EngineFailure.class, e -> assertThat(e.isCancellation()).isTrue());
  }

  @Test
  void stopsWhenItsThreadIsInterrupted() throws InterruptedException {
    EngineQuery query = trino.submit(ENDLESS, Optional.empty(), Map.of());
    var failure = new AtomicReference<@Nullable Throwable>();
    Thread runner =
        Thread.ofVirtual()
            .start(() -> {
              try {
                query.run(new QueryResult());
              } catch (EngineFailure | IOException e) {
                failure.set(e);
              }
            });
    while (query.statistics().planning().isZero()) {
      Thread.sleep(10);
    }
    runner.interrupt();
    runner.join();
    assertThat(failure.get())
        .isInstanceOfSatisfying(EngineFailure.class, e -> assertThat(e.isCancellation()).isTrue());
  }

  @Test
  void givesUpWhenTheSinkFails() {
    var full = new IOException("disk full");
    EngineQuery query =
        trino.submit("SELECT * FROM UNNEST(sequence(1, 10000))", Optional.empty(), Map.of());
    assertThatThrownBy(() ->
            query.run(
                new RowSink() {
                  @Override
                  public void columns(List<EngineColumn> columns) {}

                  @Override
                  public void row(@Nullable String[] cells) throws IOException {
                    throw full;
                  }
                }))
        .isSameAs(full);
  }

  /** One hundred million rows do not fit: they must pass through while the sink holds back. */
  @Test
  void streamsAResultThatIsLargerThanTheHeap() throws Exception {
    String sql =
        """
        SELECT x, y, rpad('', 200, 'ab') FROM UNNEST(sequence(1, 10000)) a(x),
          UNNEST(sequence(1, 10000)) b(y)\
        """;
    EngineQuery query = trino.submit(sql, Optional.empty(), Map.of());
    var rows = new AtomicLong();
    var paused = new CountDownLatch(1);
    var resume = new CountDownLatch(1);
    RowSink sink =
        new RowSink() {
          @Override
          public void columns(List<EngineColumn> columns) {}

          @Override
          public void row(@Nullable String[] cells) throws IOException {
            if (rows.incrementAndGet() == 1000) {
              paused.countDown();
              await(resume);
            }
          }
        };
    Thread runner = Thread.ofVirtual().start(() -> assertCancelled(() -> query.run(sink)));
    paused.await();
    long before = usedHeap();
    Thread.sleep(1500);
    long growth = usedHeap() - before;
    resume.countDown();
    while (rows.get() < 200_000) {
      Thread.sleep(10);
    }
    query.cancel();
    runner.join();
    assertThat(growth).isLessThan(200L << 20);
    assertThat(query.statistics().outputRows()).isGreaterThan(100_000);
  }

  @Test
  void refusesQueriesOnceClosed() {
    var engine =
        EmbeddedTrinoEngine.start(
            trino.glue(), trino.objects(), EmbeddedTrinoConfig.ofThisMachine("s3://lake/other/"));
    engine.close();
    assertThat(engine.state()).isInstanceOf(EngineState.Failed.class);
    assertThatThrownBy(() -> engine.submit(EngineRequest.of("id", "SELECT 1", Optional.empty())))
        .isInstanceOfSatisfying(
            EngineFailure.class,
            e -> assertThat(e.errorName()).isEqualTo(EngineFailure.ENGINE_UNAVAILABLE));
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void assertCancelled(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(EngineFailure.class, e -> assertThat(e.isCancellation()).isTrue());
  }
}
