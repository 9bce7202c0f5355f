package dev.tarn.query.trino;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.ListenableFuture;
import io.airlift.concurrent.MoreFutures;
import io.airlift.slice.Slice;
import io.opentelemetry.api.trace.Span;
import io.trino.SystemSessionProperties;
import io.trino.dispatcher.DispatchQuery;
import io.trino.exchange.DirectExchangeInput;
import io.trino.execution.QueryExecution.QueryOutputInfo;
import io.trino.execution.QueryState;
import io.trino.execution.buffer.PageDeserializer;
import io.trino.execution.buffer.PagesSerdes;
import io.trino.memory.context.AggregatedMemoryContext;
import io.trino.memory.context.SimpleLocalMemoryContext;
import io.trino.operator.DirectExchangeClient;
import io.trino.spi.Page;
import io.trino.spi.exchange.ExchangeId;
import java.io.Closeable;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one query's result, pulled from its output tasks. What is not pulled stays in the
 * tasks' bounded buffers and holds the query back.
 */
final class QueryOutput implements Closeable {
  private static final long HEARTBEAT_SECONDS = 30;

  private final QueryServices services;
  private final DispatchQuery query;
  private final DirectExchangeClient exchange;
  private final PageDeserializer deserializer;
  private volatile @Nullable QueryOutputInfo info;

  QueryOutput(QueryServices services, DispatchQuery query) {
    this.services = services;
    this.query = query;
    this.exchange =
        services
            .exchanges()
            .get(
                query.getQueryId(),
                new ExchangeId("direct-exchange-query-results"),
                Span.getInvalid(),
                new SimpleLocalMemoryContext(
                    AggregatedMemoryContext.newSimpleAggregatedMemoryContext(), "Query"),
                services.queries()::outputTaskFailed,
                SystemSessionProperties.getRetryPolicy(query.getSession()));
    this.deserializer =
        PagesSerdes.createExchangePagesSerdeFactory(services.blockEncodings(), query.getSession())
            .createDeserializer(Optional.empty());
    services.queries().setOutputInfoListener(query.getQueryId(), this::addInputs);
  }

  /** Called by Trino's threads, as tasks are started; never twice at once after this lock. */
  private synchronized void addInputs(QueryOutputInfo output) {
    info = output;
    output.drainInputs(input -> {
      var direct = (DirectExchangeInput) input;
      exchange.addLocation(direct.getTaskId(), URI.create(direct.getLocation()));
    });
    if (output.isNoMoreInputs()) {
      exchange.noMoreLocations();
    }
  }

  /** Names and types of the columns, as soon as they are known. */
  Optional<QueryOutputInfo> columns() {
    return Optional.ofNullable(info);
  }

  /** The next page, or null at the end of the result or of the query, whichever comes first. */
  @Nullable Page next() throws InterruptedException {
    while (true) {
      @Nullable Slice serialized = exchange.pollPage();
      if (serialized != null) {
        query.recordHeartbeat();
        return deserializer.deserialize(serialized);
      }
      QueryState state = query.getState();
      if (hasEnded(state)) {
        return null;
      }
      await(
          MoreFutures.whenAnyComplete(
              ImmutableList.of(
                  services.queries().getStateChange(query.getQueryId(), state),
                  exchange.isBlocked())));
    }
  }

  private boolean hasEnded(QueryState state) {
    return state.isDone()
        || exchange.isFinished()
        // A statement without a result set never gets output tasks.
        || (state == QueryState.FINISHING && query.getFullQueryInfo().getStages().isEmpty());
  }

  /** Waits, telling Trino now and then that somebody still wants this query. */
  private void await(ListenableFuture<?> future) throws InterruptedException {
    while (!future.isDone()) {
      try {
        future.get(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException _) {
        query.recordHeartbeat();
      } catch (ExecutionException e) {
        throw new IllegalStateException("Waiting for query output failed", e.getCause());
      }
    }
  }

  @Override
  public void close() {
    exchange.close();
  }
}
