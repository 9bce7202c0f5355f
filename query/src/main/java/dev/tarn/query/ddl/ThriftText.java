package dev.tarn.query.ddl;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Order;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * A table as Hive's Thrift object prints itself, in the line that DESCRIBE EXTENDED adds.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/describe.html">DESCRIBE</a>
 */
final class ThriftText {
  private ThriftText() {}

  static String of(Table table) {
    long created = table.createTime() == null ? 0 : table.createTime().getEpochSecond();
    return "Table(tableName:"
        + table.name()
        + ", dbName:"
        + table.databaseName()
        + ", owner:"
        + table.owner()
        + ", createTime:"
        + created
        + ", lastAccessTime:0, retention:"
        + table.retention()
        + ", sd:"
        + storage(Tables.storage(table))
        + ", partitionKeys:"
        + columns(table.partitionKeys())
        + ", parameters:"
        + map(table.parameters())
        + ", viewOriginalText:"
        + table.viewOriginalText()
        + ", viewExpandedText:"
        + table.viewExpandedText()
        + ", tableType:"
        + table.tableType()
        + ")";
  }

  static String of(Table table, Partition partition) {
    Instant created = partition.creationTime();
    return "Partition(values:"
        + partition.values()
        + ", dbName:"
        + table.databaseName()
        + ", tableName:"
        + table.name()
        + ", createTime:"
        + (created == null ? 0 : created.getEpochSecond())
        + ", lastAccessTime:0, sd:"
        + storage(partition.storageDescriptor())
        + ", parameters:"
        + map(partition.parameters())
        + ")";
  }

  private static String storage(StorageDescriptor storage) {
    return "StorageDescriptor(cols:"
        + columns(storage.columns())
        + ", location:"
        + storage.location()
        + ", inputFormat:"
        + storage.inputFormat()
        + ", outputFormat:"
        + storage.outputFormat()
        + ", compressed:"
        + Boolean.TRUE.equals(storage.compressed())
        + ", numBuckets:"
        + storage.numberOfBuckets()
        + ", serdeInfo:"
        + serde(storage.serdeInfo())
        + ", bucketCols:"
        + storage.bucketColumns()
        + ", sortCols:"
        + storage.sortColumns().stream().map(ThriftText::order).toList()
        + ", parameters:"
        + map(storage.parameters())
        + ", skewedInfo:SkewedInfo(skewedColNames:[], skewedColValues:[],"
        + " skewedColValueLocationMaps:{}), storedAsSubDirectories:"
        + Boolean.TRUE.equals(storage.storedAsSubDirectories())
        + ")";
  }

  private static String columns(List<Column> columns) {
    return columns.stream()
        .map(c ->
            "FieldSchema(name:"
                + c.name()
                + ", type:"
                + c.type()
                + ", comment:"
                + c.comment()
                + ")")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String order(Order order) {
    return "Order(col:" + order.column() + ", order:" + order.sortOrder() + ")";
  }

  private static String serde(@Nullable SerDeInfo serde) {
    return serde == null
        ? "null"
        : "SerDeInfo(name:"
            + serde.name()
            + ", serializationLib:"
            + serde.serializationLibrary()
            + ", parameters:"
            + map(serde.parameters())
            + ")";
  }

  private static String map(Map<String, String> parameters) {
    return new TreeMap<>(parameters).toString();
  }
}
