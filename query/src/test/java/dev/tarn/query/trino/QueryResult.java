package dev.tarn.query.trino;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.query.engine.RowSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole result, kept in memory. */
final class QueryResult implements RowSink {
  private final List<EngineColumn> columns = new ArrayList<>();
  private final List<List<@Nullable String>> rows = new ArrayList<>();
  private int columnCalls;
  private EngineStatistics statistics = EngineStatistics.NONE;

  @Override
  public void columns(List<EngineColumn> announced) {
    columnCalls++;
    columns.addAll(announced);
  }

  @Override
  public void row(@Nullable String[] cells) {
    if (columnCalls != 1) {
      throw new IllegalStateException("columns must be announced once, before the first row");
    }
    rows.add(Arrays.asList(cells));
  }

  void ended(EngineStatistics end) {
    if (columnCalls != 1) {
      throw new IllegalStateException("columns must be announced once: " + columnCalls);
    }
    statistics = end;
  }

  List<EngineColumn> columns() {
    return columns;
  }

  List<List<@Nullable String>> rows() {
    return rows;
  }

  EngineStatistics statistics() {
    return statistics;
  }

  /** The only cell of a result with one row and one column. */
  @Nullable String value() {
    if (rows.size() != 1 || columns.size() != 1) {
      throw new AssertionError("not a single value: " + rows);
    }
    return rows.getFirst().getFirst();
  }
}
