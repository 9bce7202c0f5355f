package dev.tarn.query.trino;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineRequest;
import dev.tarn.query.engine.EngineStage;
import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.query.engine.RowSink;
import io.opentelemetry.api.trace.Span;
import io.trino.dispatcher.DispatchQuery;
import io.trino.execution.QueryInfo;
import io.trino.execution.QueryState;
import io.trino.server.protocol.Slug;
import io.trino.spi.Page;
import io.trino.spi.QueryId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One statement on the embedded Trino, run in the thread that asks for it. */
final class TrinoQuery implements EngineQuery {
  private static final Logger LOG = LoggerFactory.getLogger(TrinoQuery.class);
  private static final long FINAL_STATISTICS_SECONDS = 10;

  private final QueryServices services;
  private final EngineRequest request;
  private final QueryId id;
  private final AtomicBoolean started = new AtomicBoolean();
  private final RowCounter counter = new RowCounter();
  private volatile boolean cancelled;
  private volatile @Nullable DispatchQuery dispatched;
  private volatile List<String> writtenLocations = List.of();
  private volatile Optional<EngineStage> outputStage = Optional.empty();

  TrinoQuery(QueryServices services, EngineRequest request) {
    this.services = services;
    this.request = request;
    this.id = services.dispatcher().createQueryId();
  }

  @Override
  public String engineId() {
    return id.toString();
  }

  @Override
  public EngineStatistics run(RowSink sink) throws IOException {
    if (!started.compareAndSet(false, true)) {
      throw new IllegalStateException("Query " + id + " has been run before");
    }
    services.writtenFiles().watch(engineId());
    services.unloads().begin(request.queryId());
    try {
      return runToEnd(sink);
    } catch (InterruptedException e) {
      cancel();
      Thread.currentThread().interrupt();
      throw TrinoFailures.cancelled();
    } finally {
      writtenLocations = services.writtenFiles().of(engineId());
      services.writtenFiles().forget(engineId());
      services.unloads().forget(request.queryId());
    }
  }

  private EngineStatistics runToEnd(RowSink sink) throws IOException, InterruptedException {
    if (cancelled) {
      throw TrinoFailures.cancelled();
    }
    DispatchQuery query = dispatch();
    dispatched = query;
    if (cancelled) {
      query.cancel();
    }
    if (!query.getState().isDone()) {
      readOutput(query, sink);
      awaitEnd(query);
    }
    if (query.getState() == QueryState.FAILED) {
      throw TrinoFailures.of(query.getFullQueryInfo());
    }
    outputStage = QueryStages.of(query.getFullQueryInfo());
    return statistics();
  }

  private DispatchQuery dispatch() throws InterruptedException {
    get(
        services
            .dispatcher()
            .createQuery(
                id, Span.getInvalid(), Slug.createNew(), EngineSession.of(request), request.sql()));
    get(services.dispatcher().waitForDispatched(id));
    return services.dispatcher().getQuery(id);
  }

  private void readOutput(DispatchQuery query, RowSink sink)
      throws IOException, InterruptedException {
    try (var output = new QueryOutput(services, query)) {
      var rows = new RowReader(query, output, sink, counter);
      @Nullable Page page = output.next();
      while (page != null) {
        rows.accept(page);
        page = output.next();
      }
      if (query.getState() != QueryState.FAILED) {
        rows.finish();
        services.queries().resultsConsumed(id);
      }
    } catch (IOException | RuntimeException e) {
      query.cancel();
      throw e;
    }
  }

  private void awaitEnd(DispatchQuery query) throws InterruptedException {
    QueryState state = query.getState();
    while (!state.isDone()) {
      get(services.queries().getStateChange(id, state));
      state = query.getState();
    }
    if (state == QueryState.FINISHED) {
      awaitFinalStatistics();
    }
  }

  /** A query is done a moment before its tasks have reported how much they read. */
  private void awaitFinalStatistics() throws InterruptedException {
    var finalInfo = SettableFuture.<QueryInfo>create();
    services.queries().addFinalQueryInfoListener(id, finalInfo::set);
    try {
      finalInfo.get(FINAL_STATISTICS_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.warn("Query {} ended without final statistics", id, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A future that is only ever set failed", e);
    }
  }

  private static void get(ListenableFuture<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Trino failed outside the query", e.getCause());
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    services.dispatcher().cancelQuery(id);
  }

  @Override
  public EngineStatistics statistics() {
    @Nullable DispatchQuery query = dispatched;
    if (query == null) {
      return EngineStatistics.NONE;
    }
    List<String> written =
        query.isDone() && !writtenLocations.isEmpty()
            ? writtenLocations
            : services.writtenFiles().of(engineId());
    return counter.statistics(query.getBasicQueryInfo(), outputStage, written);
  }
}
