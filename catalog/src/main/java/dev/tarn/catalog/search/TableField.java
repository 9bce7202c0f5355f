package dev.tarn.catalog.search;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Table;

/** The fields of a table that SearchTables can filter and sort by; their case does not matter. */
final class TableField {
  private static final Map<String, Function<Table, @Nullable String>> TEXTS =
      Map.of(
          "name", Table::name,
          "databasename", Table::databaseName,
          "description", Table::description,
          "owner", Table::owner,
          "tabletype", Table::tableType,
          "catalogid", Table::catalogId);

  private static final Map<String, Function<Table, @Nullable Instant>> TIMES =
      Map.of(
          "createtime", Table::createTime,
          "updatetime", Table::updateTime,
          "lastaccesstime", Table::lastAccessTime,
          "lastanalyzedtime", Table::lastAnalyzedTime);

  private TableField() {}

  static boolean isTime(String field) {
    return TIMES.containsKey(field.toLowerCase(Locale.ROOT));
  }

  static boolean isText(String field) {
    return TEXTS.containsKey(field.toLowerCase(Locale.ROOT));
  }

  static @Nullable Instant time(Table table, String field) {
    Function<Table, @Nullable Instant> read = TIMES.get(field.toLowerCase(Locale.ROOT));
    return read == null ? null : read.apply(table);
  }

  static @Nullable String text(Table table, String field) {
    Function<Table, @Nullable String> read = TEXTS.get(field.toLowerCase(Locale.ROOT));
    return read == null ? null : read.apply(table);
  }
}
