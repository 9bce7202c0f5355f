package dev.tarn.query.trino;

import dev.tarn.query.engine.EngineCatalogs;
import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.engine.RowSink;
import dev.tarn.query.trino.cell.CellRenderer;
import dev.tarn.query.trino.cell.CellRenderers;
import io.trino.dispatcher.DispatchQuery;
import io.trino.execution.QueryExecution.QueryOutputInfo;
import io.trino.server.BasicQueryInfo;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.resourcegroups.QueryType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a query's pages into rows of text; takes the row count of a change for itself. */
final class RowReader {
  private final DispatchQuery query;
  private final QueryOutput output;
  private final RowSink sink;
  private final RowCounter counter;
  private CellRenderer @Nullable [] renderers;
  private boolean countsOnly;
  private boolean describesNames;

  RowReader(DispatchQuery query, QueryOutput output, RowSink sink, RowCounter counter) {
    this.query = query;
    this.output = output;
    this.sink = sink;
    this.counter = counter;
  }

  void accept(Page page) throws IOException {
    CellRenderer[] columns = columns();
    if (countsOnly) {
      readUpdateCount(page);
      return;
    }
    for (int position = 0; position < page.getPositionCount(); position++) {
      sink.row(row(page, position, columns));
    }
    counter.add(page.getPositionCount(), page.getSizeInBytes());
  }

  /** Announces the columns of a result without rows. */
  void finish() throws IOException {
    columns();
  }

  private @Nullable String[] row(Page page, int position, CellRenderer[] columns) {
    @Nullable String[] cells = new String[columns.length];
    for (int column = 0; column < columns.length; column++) {
      cells[column] = columns[column].renderNullable(page.getBlock(column), position);
    }
    if (describesNames) {
      for (int column = 0; column < cells.length; column++) {
        @Nullable String cell = cells[column];
        cells[column] = cell == null ? null : EngineCatalogs.withVisibleNames(cell);
      }
    }
    return cells;
  }

  private CellRenderer[] columns() throws IOException {
    CellRenderer @Nullable [] known = renderers;
    if (known == null) {
      known = announce(output.columns());
      renderers = known;
    }
    return known;
  }

  private CellRenderer[] announce(Optional<QueryOutputInfo> info) throws IOException {
    List<String> names = info.map(QueryOutputInfo::getColumnNames).orElse(List.of());
    List<Type> types = info.map(QueryOutputInfo::getColumnTypes).orElse(List.of());
    BasicQueryInfo basicInfo = query.getBasicQueryInfo();
    countsOnly = basicInfo.getUpdateType().isPresent() && types.equals(List.of(BigintType.BIGINT));
    describesNames =
        basicInfo
            .getQueryType()
            .map(type -> type == QueryType.EXPLAIN || type == QueryType.DESCRIBE)
            .orElse(false);
    var columns = new ArrayList<EngineColumn>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new EngineColumn(names.get(i), types.get(i).getDisplayName()));
    }
    sink.columns(columns);
    return types.stream().map(CellRenderers::of).toArray(CellRenderer[]::new);
  }

  private void readUpdateCount(Page page) {
    Block counts = page.getBlock(0);
    if (page.getPositionCount() == 1 && !counts.isNull(0)) {
      counter.setUpdateCount(BigintType.BIGINT.getLong(counts, 0));
    }
  }
}
