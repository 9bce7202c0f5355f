package dev.tarn.query.ddl;

import dev.tarn.query.dialect.MetadataStatement.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** The lines of DESCRIBE, blank for blank as measured. */
final class DescribeLayout {
  private static final int WIDTH = 20;
  private static final String DESERIALIZER = "from deserializer";
  static final String SEPARATOR = "\t \t ";

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
    List<String> lines = columns(table);
    switch (detail) {
      case COLUMNS -> {}
      case FORMATTED -> DescribeDetail.formatted(table, lines);
      case EXTENDED -> DescribeDetail.extended(table, lines);
    }
    return uncounted(lines);
  }

  /** A table as one of its partitions describes it. */
  static UtilityResult partition(Table table, Partition partition, Detail detail) {
    List<String> lines =
        columns(table.toBuilder().storageDescriptor(partition.storageDescriptor()).build());
    switch (detail) {
      case COLUMNS -> {}
      case FORMATTED -> DescribeDetail.formatted(table, partition, lines);
      case EXTENDED -> DescribeDetail.extended(table, partition, lines);
    }
    return uncounted(lines);
  }

  private static List<String> columns(Table table) {
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
    return lines;
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
}
