package dev.tarn.query.ddl;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * What DESCRIBE FORMATTED and EXTENDED add to the columns. For tables, AWS's documentation shows
 * it; for partitions it only has the syntax, and this is the layout of the Hive that the first
 * comes from.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/describe.html">DESCRIBE</a>
 * @see <a
 *     href="https://github.com/apache/hive/blob/release-1.2.1/ql/src/java/org/apache/hadoop/hive/ql/metadata/formatting/MetaDataFormatUtils.java">Hive
 *     1.2</a>
 */
final class DescribeDetail {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private DescribeDetail() {}

  static void formatted(Table table, List<String> lines) {
    lines.add(DescribeLayout.SEPARATOR);
    lines.add("# Detailed Table Information\t \t ");
    detail(lines, "Database:", table.databaseName());
    detail(lines, "Owner:", table.owner());
    detail(lines, "CreateTime:", time(table.createTime()));
    detail(lines, "LastAccessTime:", "UNKNOWN");
    detail(lines, "Protect Mode:", "None");
    detail(lines, "Retention:", String.valueOf(table.retention()));
    detail(lines, "Location:", Tables.storage(table).location());
    detail(lines, "Table Type:", table.tableType());
    lines.add("Table Parameters:\t \t ");
    parameters(lines, table.parameters());
    storage(lines, Tables.storage(table));
  }

  static void formatted(Table table, Partition partition, List<String> lines) {
    lines.add(DescribeLayout.SEPARATOR);
    lines.add("# Detailed Partition Information\t \t ");
    detail(lines, "Partition Value:", partition.values().toString());
    detail(lines, "Database:", table.databaseName());
    detail(lines, "Table:", table.name());
    detail(lines, "CreateTime:", time(partition.creationTime()));
    detail(lines, "LastAccessTime:", "UNKNOWN");
    detail(lines, "Protect Mode:", "None");
    detail(lines, "Location:", partition.storageDescriptor().location());
    if (!partition.parameters().isEmpty()) {
      lines.add("Partition Parameters:\t \t ");
      parameters(lines, partition.parameters());
    }
    storage(lines, partition.storageDescriptor());
  }

  static void extended(Table table, List<String> lines) {
    lines.add(DescribeLayout.SEPARATOR);
    lines.add("Detailed Table Information\t" + ThriftText.of(table) + "\t ");
  }

  static void extended(Table table, Partition partition, List<String> lines) {
    lines.add(DescribeLayout.SEPARATOR);
    lines.add("Detailed Partition Information\t" + ThriftText.of(table, partition) + "\t ");
  }

  private static void storage(List<String> lines, StorageDescriptor storage) {
    lines.add(DescribeLayout.SEPARATOR);
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
    lines.add(
        DescribeLayout.padded(name)
            + "\t"
            + DescribeLayout.padded(value == null ? "" : value)
            + "\t ");
  }

  private static void parameters(List<String> lines, Map<String, String> parameters) {
    new TreeMap<>(parameters)
        .forEach((name, value) ->
            lines.add("\t" + DescribeLayout.padded(name) + "\t" + DescribeLayout.padded(value)));
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "" : TIME.format(time);
  }
}
