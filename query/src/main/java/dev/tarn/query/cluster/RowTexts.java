package dev.tarn.query.cluster;

import dev.tarn.query.engine.EngineCatalogs;
import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.engine.EngineStage;
import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.query.engine.RowSink;
import io.trino.client.Column;
import io.trino.client.QueryStatusInfo;
import io.trino.client.StageStats;
import io.trino.client.StatementStats;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Turns a cluster's rows into rows of text, and counts them. Used by one thread; the statistics can
 * be asked for by any.
 */
final class RowTexts {
  /** The only column of EXPLAIN; a plan names the catalogs that its tables are in. */
  private static final String PLAN = "Query Plan";

  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private volatile Optional<String> updateType = Optional.empty();
  private volatile OptionalLong updateCount = OptionalLong.empty();
  private ValueText @Nullable [] texts;
  private boolean countsOnly;
  private boolean describesNames;

  /** Tells the sink the columns, once; a statement may have none. */
  void announce(QueryStatusInfo status, RowSink sink) throws IOException {
    if (texts != null) {
      return;
    }
    @Nullable List<Column> known = status.getColumns();
    List<Column> columns = known == null ? List.of() : known;
    List<EngineColumn> announced =
        columns.stream()
            .map(column -> new EngineColumn(column.getName(), column.getType()))
            .toList();
    updateType = Optional.ofNullable(status.getUpdateType());
    countsOnly = updateType.isPresent() && ClusterQuery.isCount(announced);
    describesNames = announced.size() == 1 && announced.getFirst().name().equals(PLAN);
    texts =
        columns.stream()
            .map(column -> ValueText.of(column.getTypeSignature()))
            .toArray(ValueText[]::new);
    sink.columns(announced);
  }

  void deliver(List<@Nullable Object> row, RowSink sink) throws IOException {
    ValueText[] columns = texts;
    if (columns == null) {
      throw new IllegalStateException("rows before their columns");
    }
    if (countsOnly) {
      if (row.getFirst() instanceof Number count) {
        updateCount = OptionalLong.of(count.longValue());
      }
      return;
    }
    @Nullable String[] cells = new String[columns.length];
    long size = 0;
    for (int i = 0; i < cells.length; i++) {
      @Nullable Object value = row.get(i);
      @Nullable String text = value == null ? null : columns[i].of(value);
      cells[i] = text == null || !describesNames ? text : EngineCatalogs.withVisibleNames(text);
      size += text == null ? 0 : text.length();
    }
    rows.incrementAndGet();
    bytes.addAndGet(size);
    sink.row(cells);
  }

  /** Takes what the cluster says at the end about how many rows were changed. */
  void count(QueryStatusInfo end) {
    if (end.getUpdateCount().isPresent()) {
      updateCount = end.getUpdateCount();
    }
  }

  /** What the protocol tells of the stages: no plan, and no output but that of the last one. */
  private Optional<EngineStage> stage(StatementStats stats) {
    @Nullable StageStats root = stats.getRootStage();
    if (root == null || !root.isDone() || stats.getProcessedRows() == 0) {
      return Optional.empty();
    }
    return Optional.of(stage(root, OptionalLong.of(bytes.get()), OptionalLong.of(rows.get())));
  }

  private static EngineStage stage(
      StageStats stats, OptionalLong outputBytes, OptionalLong outputRows) {
    return new EngineStage(
        Long.parseLong(stats.getStageId().substring(stats.getStageId().lastIndexOf('.') + 1)),
        stats.getState(),
        outputBytes,
        outputRows,
        stats.getProcessedBytes(),
        stats.getProcessedRows(),
        Duration.ofMillis(stats.getWallTimeMillis()),
        Optional.empty(),
        stats.getSubStages().stream()
            .map(sub -> stage(sub, OptionalLong.empty(), OptionalLong.empty()))
            .toList());
  }

  /** As the cluster counts them; output bytes are those of the texts. */
  EngineStatistics statistics(StatementStats stats, List<String> writtenLocations) {
    return new EngineStatistics(
        stats.getPhysicalInputBytes(),
        stats.getProcessedRows(),
        bytes.get(),
        rows.get(),
        Duration.ofMillis(stats.getQueuedTimeMillis()),
        Duration.ofMillis(stats.getPlanningTimeMillis()),
        Duration.ofMillis(stats.getElapsedTimeMillis() - stats.getQueuedTimeMillis()),
        updateType,
        updateCount,
        stage(stats),
        writtenLocations);
  }
}
