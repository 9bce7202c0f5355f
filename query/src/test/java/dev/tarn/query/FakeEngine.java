package dev.tarn.query;

import dev.tarn.query.engine.Engine;
import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineFailure.Kind;
import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineRequest;
import dev.tarn.query.engine.EngineState;
import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.query.engine.RowSink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An engine that does for each SQL text what a test says: answer, fail, or wait until it is let go.
 * It can be held in its start.
 */
public final class FakeEngine implements Engine {
  /** What a query does when it runs. */
  public interface Behaviour {
    EngineStatistics run(RowSink sink, Query query) throws IOException;
  }

  private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
  private final List<Query> queries = new CopyOnWriteArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostRunning = new AtomicInteger();
  private final AtomicInteger sequence = new AtomicInteger();
  private volatile CountDownLatch started = new CountDownLatch(0);
  private volatile EngineState state = new EngineState.Ready(Duration.ZERO);

  /** Holds submissions until {@link #finishStarting} or {@link #failToStart}. */
  public void holdStart() {
    started = new CountDownLatch(1);
    state = new EngineState.Starting();
  }

  public void finishStarting() {
    state = new EngineState.Ready(Duration.ZERO);
    started.countDown();
  }

  public void failToStart(String reason) {
    state = new EngineState.Failed(reason);
    started.countDown();
  }

  public void on(String sql, Behaviour behaviour) {
    behaviours.put(sql, behaviour);
  }

  public void answer(String sql, List<EngineColumn> columns, List<@Nullable String[]> rows) {
    on(sql, (sink, query) -> stream(sink, columns, rows));
  }

  public void fail(String sql, EngineFailure failure) {
    on(
        sql,
        (sink, query) -> {
          throw failure;
        });
  }

  /** The query runs until it is cancelled, or the latch opens; then it answers one row. */
  public CountDownLatch block(String sql) {
    var latch = new CountDownLatch(1);
    on(
        sql,
        (sink, query) -> {
          query.await(latch);
          return stream(
              sink,
              List.of(new EngineColumn("_col0", "integer")),
              List.<@Nullable String[]>of(row("1")));
        });
    return latch;
  }

  public static @Nullable String[] row(@Nullable String... cells) {
    return cells;
  }

  public static EngineStatistics stream(
      RowSink sink, List<EngineColumn> columns, List<@Nullable String[]> rows) throws IOException {
    sink.columns(columns);
    for (@Nullable String[] row : rows) {
      sink.row(row);
    }
    return EngineStatistics.NONE;
  }

  /** Statistics of a statement that wrote rows. */
  public static EngineStatistics wrote(String updateType, long rows, List<String> files) {
    return new EngineStatistics(
        0,
        0,
        0,
        0,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        Optional.of(updateType),
        OptionalLong.of(rows),
        Optional.empty(),
        files);
  }

  public List<Query> queries() {
    return queries;
  }

  public int mostRunning() {
    return mostRunning.get();
  }

  @Override
  public EngineState state() {
    return state;
  }

  @Override
  public EngineQuery submit(EngineRequest request) {
    try {
      started.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    if (state instanceof EngineState.Failed(String reason)) {
      throw new EngineFailure(EngineFailure.ENGINE_UNAVAILABLE, 1, Kind.INTERNAL_ERROR, reason);
    }
    var query = new Query(request);
    queries.add(query);
    return query;
  }

  @Override
  public void close() {}

  /** One submitted query. */
  public final class Query implements EngineQuery {
    private final EngineRequest request;
    private final String engineId;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final CountDownLatch cancellation = new CountDownLatch(1);
    private final CountDownLatch entered = new CountDownLatch(1);

    private Query(EngineRequest request) {
      this.request = request;
      this.engineId = "20261121_034037_%05d_abcde".formatted(sequence.incrementAndGet());
    }

    public EngineRequest request() {
      return request;
    }

    public boolean isCancelled() {
      return cancelled.get();
    }

    @Override
    public String engineId() {
      return engineId;
    }

    @Override
    public EngineStatistics run(RowSink sink) throws IOException {
      mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
      entered.countDown();
      try {
        Behaviour behaviour = behaviours.get(request.sql());
        if (behaviour == null) {
          throw new AssertionError("no behaviour for " + request.sql());
        }
        EngineStatistics statistics = behaviour.run(sink, this);
        failIfCancelled();
        return statistics;
      } finally {
        running.decrementAndGet();
      }
    }

    /** Waits for the latch; throws as an engine does when the query is cancelled meanwhile. */
    public void await(CountDownLatch latch) {
      Thread watcher =
          Thread.startVirtualThread(() -> {
            try {
              cancellation.await();
              latch.countDown();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      watcher.interrupt();
      failIfCancelled();
    }

    private void failIfCancelled() {
      if (cancelled.get()) {
        throw new EngineFailure(
            EngineFailure.USER_CANCELED, 2, Kind.USER_ERROR, "Query was canceled");
      }
    }

    @Override
    public void cancel() {
      cancelled.set(true);
      cancellation.countDown();
    }

    @Override
    public EngineStatistics statistics() {
      return EngineStatistics.NONE;
    }
  }
}
