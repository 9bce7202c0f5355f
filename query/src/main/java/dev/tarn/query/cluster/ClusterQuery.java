package dev.tarn.query.cluster;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.query.engine.RowSink;
import dev.tarn.query.engine.WrittenFiles;
import io.trino.client.Column;
import io.trino.client.QueryError;
import io.trino.client.QueryStatusInfo;
import io.trino.client.StatementClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One statement on a cluster, its results fetched in the thread that asks for them. */
final class ClusterQuery implements EngineQuery {
  private final ClusterConfig cluster;
  private final StatementClient client;
  private final WrittenFiles writtenFiles;
  private final Consumer<ClusterQuery> ended;
  private final String engineId;
  private final AtomicBoolean started = new AtomicBoolean();
  private final RowTexts rows = new RowTexts();
  private volatile List<String> writtenLocations = List.of();

  ClusterQuery(
      ClusterConfig cluster,
      StatementClient client,
      WrittenFiles writtenFiles,
      Consumer<ClusterQuery> ended) {
    this.cluster = cluster;
    this.client = client;
    this.writtenFiles = writtenFiles;
    this.ended = ended;
    this.engineId = client.currentStatusInfo().getId();
    writtenFiles.watch(engineId);
  }

  @Override
  public String engineId() {
    return engineId;
  }

  @Override
  public EngineStatistics run(RowSink sink) throws IOException {
    if (!started.compareAndSet(false, true)) {
      throw new IllegalStateException("Query " + engineId + " has been run before");
    }
    try {
      fetch(sink);
      return statistics();
    } finally {
      writtenLocations = writtenFiles.of(engineId);
      release();
    }
  }

  private void fetch(RowSink sink) throws IOException {
    try {
      while (client.isRunning()) {
        deliver(sink);
        advance();
      }
    } catch (IOException e) {
      client.close();
      throw e;
    }
    if (client.isClientAborted()) {
      throw ClusterFailures.cancelled();
    }
    QueryStatusInfo end = client.finalStatusInfo();
    @Nullable QueryError error = end.getError();
    if (error != null) {
      throw ClusterFailures.of(error);
    }
    rows.announce(end, sink);
    rows.count(end);
  }

  private void deliver(RowSink sink) throws IOException {
    QueryStatusInfo status = client.currentStatusInfo();
    @Nullable List<Column> columns = status.getColumns();
    if (columns == null) {
      return;
    }
    rows.announce(status, sink);
    for (List<@Nullable Object> row : client.currentRows()) {
      rows.deliver(row, sink);
    }
  }

  private void advance() {
    try {
      client.advance();
    } catch (RuntimeException e) {
      if (client.isClientAborted()) {
        throw ClusterFailures.cancelled();
      }
      // The client library has no type of its own for a cluster that does not answer.
      throw ClusterFailures.unreachable(cluster, e);
    }
  }

  @Override
  public void cancel() {
    client.close();
    if (!started.get()) {
      release();
    }
  }

  /** A query that is cancelled may never be run; doing this twice does no harm. */
  private void release() {
    writtenFiles.forget(engineId);
    ended.accept(this);
  }

  @Override
  public EngineStatistics statistics() {
    List<String> files = writtenLocations.isEmpty() ? writtenFiles.of(engineId) : writtenLocations;
    return rows.statistics(client.getStats(), files);
  }

  /** The column that a statement answers which counts what it changed. */
  static boolean isCount(List<EngineColumn> columns) {
    return columns.size() == 1 && columns.getFirst().type().equals("bigint");
  }
}
