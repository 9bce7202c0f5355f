package dev.tarn.query.ddl;

import dev.tarn.query.dialect.MetadataStatement.Detail;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** The lines of DESCRIBE, blank for blank as measured. */
final class DescribeLayout {
  private static final int WIDTH = 20;
  private static final String DESERIALIZER = "from deserializer";
  private static final String SEPARATOR = "\t \t ";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private DescribeLayout() {}

  /** Padded with blanks to 20 characters; longer texts stay. */
  static String padded(String text) {
    return text.length() >= WIDTH ? text : text + " ".repeat(WIDTH - text.length());
  }

  static UtilityResult view(Table view) {
    return UtilityResult.lines(
        MetadataStatements.varchars("column", "type"), ViewText.columns(view));
  }

  static UtilityResult table(Table table, Detail detail) {
    List<String> lines = new ArrayList<>();
    for (Column column : Tables.columns(table)) {
      lines.add(line(column, isJson(table) && !table.partitionKeys().contains(column)));
    }
    if (!table.partitionKeys().isEmpty()) {
      lines.add(SEPARATOR);
      lines.add("# Partition Information\t \t ");
      lines.add("# col_name            \tdata_type           \tcomment             ");
      lines.add(SEPARATOR);
      for (Column column : table.partitionKeys()) {
        lines.add(line(column, false));
      }
    }
    switch (detail) {
      case COLUMNS -> {}
      case FORMATTED -> formatted(table, lines);
      case EXTENDED -> extended(table, lines);
    }
    return uncounted(lines);
  }

  /** One column, or a field inside it, as DESCRIBE table column shows it. */
  static UtilityResult column(Table table, List<String> path) throws StatementFailure {
    String name = path.getFirst();
    for (Column column : Tables.columns(table)) {
      if (column.name().equals(name) && path.size() == 1) {
        boolean fromDeserializer = isJson(table) && !table.partitionKeys().contains(column);
        return uncounted(List.of(line(column, fromDeserializer)));
      }
    }
    for (Column column : Tables.columns(table)) {
      if (column.name().equals(name)) {
        String type = column.type();
        for (String step : path.subList(1, path.size())) {
          type = HiveTypes.inside(type, step);
        }
        return uncounted(
            List.of(padded(path.getLast()) + "\t" + padded(type) + "\t" + padded(DESERIALIZER)));
      }
    }
    throw Failures.semantic("[Error 10002]: Invalid column reference " + name);
  }

  private static UtilityResult uncounted(List<String> lines) {
    return new UtilityResult(
        MetadataStatements.strings("col_name", "data_type", "comment"),
        UtilityResult.uncounted(List.of(), lines).rows(),
        true,
        OptionalLong.empty());
  }

  private static String line(Column column, boolean fromDeserializer) {
    return padded(column.name())
        + "\t"
        + padded(column.type())
        + "\t"
        + (fromDeserializer ? padded(DESERIALIZER) : comment(column));
  }

  // Measured: a comment is cut at its first tab, after it was padded.
  private static String comment(Column column) {
    String comment = padded(column.comment() == null ? "" : column.comment());
    int tab = comment.indexOf('\t');
    return tab < 0 ? comment : comment.substring(0, tab);
  }

  private static boolean isJson(Table table) {
    StorageDescriptor storage = Tables.storage(table);
    return storage.serdeInfo() != null
        && storage.serdeInfo().serializationLibrary() != null
        && storage.serdeInfo().serializationLibrary().endsWith("JsonSerDe");
  }

  // https://docs.aws.amazon.com/athena/latest/ug/describe.html shows Hive's layout.
  private static void formatted(Table table, List<String> lines) {
    StorageDescriptor storage = Tables.storage(table);
    lines.add(SEPARATOR);
    lines.add("# Detailed Table Information\t \t ");
    detail(lines, "Database:", table.databaseName());
    detail(lines, "Owner:", table.owner());
    detail(lines, "CreateTime:", time(table.createTime()));
    detail(lines, "LastAccessTime:", "UNKNOWN");
    detail(lines, "Protect Mode:", "None");
    detail(lines, "Retention:", String.valueOf(table.retention()));
    detail(lines, "Location:", storage.location());
    detail(lines, "Table Type:", table.tableType());
    lines.add("Table Parameters:\t \t ");
    parameters(lines, table.parameters());
    lines.add(SEPARATOR);
    lines.add("# Storage Information\t \t ");
    detail(
        lines,
        "SerDe Library:",
        storage.serdeInfo() == null ? null : storage.serdeInfo().serializationLibrary());
    detail(lines, "InputFormat:", storage.inputFormat());
    detail(lines, "OutputFormat:", storage.outputFormat());
    detail(lines, "Compressed:", Boolean.TRUE.equals(storage.compressed()) ? "Yes" : "No");
    detail(lines, "Num Buckets:", String.valueOf(storage.numberOfBuckets()));
    detail(lines, "Bucket Columns:", storage.bucketColumns().toString());
    detail(lines, "Sort Columns:", "[]");
    if (storage.serdeInfo() != null && !storage.serdeInfo().parameters().isEmpty()) {
      lines.add("Storage Desc Params:\t \t ");
      parameters(lines, storage.serdeInfo().parameters());
    }
  }

  private static void detail(List<String> lines, String name, @Nullable String value) {
    lines.add(padded(name) + "\t" + padded(value == null ? "" : value) + "\t ");
  }

  private static void parameters(List<String> lines, Map<String, String> parameters) {
    new TreeMap<>(parameters)
        .forEach((name, value) -> lines.add("\t" + padded(name) + "\t" + padded(value)));
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "" : TIME.format(time);
  }

  private static void extended(Table table, List<String> lines) {
    lines.add(SEPARATOR);
    lines.add("Detailed Table Information\t" + ThriftText.of(table) + "\t ");
  }
}
