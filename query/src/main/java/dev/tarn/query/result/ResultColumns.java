package dev.tarn.query.result;

import dev.tarn.query.engine.EngineColumn;
import java.util.List;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.ColumnNullable;

/** ColumnInfo of GetQueryResults for an engine's columns. */
public final class ResultColumns {
  /** Athena names its catalog so in every result, whatever the statement read. */
  static final String CATALOG = "hive";

  private ResultColumns() {}

  public static List<ColumnInfo> describe(List<EngineColumn> columns) {
    return columns.stream().map(ResultColumns::describe).toList();
  }

  private static ColumnInfo describe(EngineColumn column) {
    ColumnType type = ColumnType.of(column.type());
    return ColumnInfo.builder()
        .catalogName(CATALOG)
        .schemaName("")
        .tableName("")
        .name(column.name())
        .label(column.name())
        .type(type.name())
        .precision(type.precision())
        .scale(type.scale())
        .nullable(ColumnNullable.UNKNOWN)
        .caseSensitive(type.caseSensitive())
        .build();
  }
}
