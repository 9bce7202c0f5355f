package dev.tarn.query.ddl;

import dev.tarn.query.dialect.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** The lines of SHOW CREATE TABLE; the blanks at their ends are AWS's. */
final class CreateTableText {
  private CreateTableText() {}

  /** The statement that would create a Hive table. */
  static List<String> lines(TableName name, Table table) {
    StorageDescriptor storage = Tables.storage(table);
    List<String> lines = new ArrayList<>();
    // One pair of backticks around database and table.
    lines.add("CREATE EXTERNAL TABLE `" + (name.qualified() ? name.full() : name.table()) + "`(");
    columns(storage.columns(), lines);
    String comment = table.parameters().get("comment");
    if (comment != null) {
      lines.add("COMMENT '" + escaped(comment) + "'");
    }
    if (!table.partitionKeys().isEmpty()) {
      lines.add("PARTITIONED BY ( ");
      columns(table.partitionKeys(), lines);
    }
    if (!storage.bucketColumns().isEmpty()) {
      lines.add("CLUSTERED BY ( ");
      list(storage.bucketColumns().stream().map(c -> "  " + c).toList(), ") ", lines);
      lines.add("INTO " + storage.numberOfBuckets() + " BUCKETS");
    }
    SerDeInfo serde = storage.serdeInfo();
    if (serde != null) {
      lines.add("ROW FORMAT SERDE ");
      lines.add("  '" + escaped(serde.serializationLibrary()) + "' ");
      Map<String, String> serdeProperties = new TreeMap<>(serde.parameters());
      // Hive does not show the default (measured by the size of a whole text).
      serdeProperties.remove("serialization.format", "1");
      if (!serdeProperties.isEmpty()) {
        lines.add("WITH SERDEPROPERTIES ( ");
        properties(serdeProperties, ") ", lines);
      }
    }
    lines.add("STORED AS INPUTFORMAT ");
    lines.add("  '" + escaped(storage.inputFormat()) + "' ");
    lines.add("OUTPUTFORMAT ");
    lines.add("  '" + escaped(storage.outputFormat()) + "'");
    lines.add("LOCATION");
    lines.add("  '" + escaped(storage.location()) + "'");
    lines.add("TBLPROPERTIES (");
    Map<String, String> properties = new TreeMap<>(table.parameters());
    properties.remove("EXTERNAL");
    properties.remove("comment");
    properties(properties, ")", lines);
    return lines;
  }

  private static void columns(List<Column> columns, List<String> lines) {
    list(columns.stream().map(CreateTableText::column).toList(), ")", lines);
  }

  private static String column(Column column) {
    String text = "  `" + column.name() + "` " + column.type();
    return column.comment() == null ? text : text + " COMMENT '" + escaped(column.comment()) + "'";
  }

  private static void properties(Map<String, String> properties, String end, List<String> lines) {
    list(
        properties.entrySet().stream()
            .map(p -> "  '" + escaped(p.getKey()) + "'='" + escaped(p.getValue()) + "'")
            .toList(),
        end,
        lines);
  }

  /** Items one a line, with a comma and a blank after all but the last. */
  private static void list(List<String> items, String end, List<String> lines) {
    if (items.isEmpty()) {
      lines.add(end);
    }
    for (int i = 0; i < items.size(); i++) {
      lines.add(items.get(i) + (i + 1 < items.size() ? ", " : end));
    }
  }

  private static String escaped(@Nullable String text) {
    if (text == null) {
      return "";
    }
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\'' -> escaped.append("\\'");
        case '\\' -> escaped.append("\\\\");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          if (c < ' ') {
            escaped.append(String.format("\\u%04x", (int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }
}
