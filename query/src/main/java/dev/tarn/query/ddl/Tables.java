package dev.tarn.query.ddl;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Reads the catalog's description of a table. */
final class Tables {
  private static final String VIEW = "VIRTUAL_VIEW";

  private Tables() {}

  static boolean isView(Table table) {
    return VIEW.equals(table.tableType());
  }

  static boolean isIceberg(Table table) {
    return "iceberg".equalsIgnoreCase(table.parameters().get("table_type"));
  }

  /** Data columns, then partition columns; an Iceberg table's former columns are left out. */
  static List<Column> columns(Table table) {
    return Stream.concat(
            storage(table).columns().stream().filter(Tables::isCurrent),
            table.partitionKeys().stream())
        .toList();
  }

  private static boolean isCurrent(Column column) {
    return !"false".equals(column.parameters().get("iceberg.field.current"));
  }

  /** The descriptor, empty when the table has none. */
  static StorageDescriptor storage(Table table) {
    StorageDescriptor descriptor = table.storageDescriptor();
    return descriptor == null ? StorageDescriptor.builder().build() : descriptor;
  }

  /** The location without a slash at its end; empty when there is none. */
  static String location(Table table) {
    String location = storage(table).location();
    return location == null ? "" : withoutSlash(location);
  }

  static String withoutSlash(String location) {
    int end = location.length();
    int bucketEnd = location.indexOf("://") + 3;
    while (end > bucketEnd && location.charAt(end - 1) == '/') {
      end--;
    }
    return location.substring(0, end);
  }

  /** What UpdateTable takes to leave a table as it is. */
  static TableInput.Builder input(Table table) {
    return TableInput.builder()
        .name(table.name())
        .description(table.description())
        .owner(table.owner())
        .lastAccessTime(table.lastAccessTime())
        .lastAnalyzedTime(table.lastAnalyzedTime())
        .retention(table.retention())
        .storageDescriptor(table.storageDescriptor())
        .partitionKeys(table.partitionKeys())
        .viewOriginalText(table.viewOriginalText())
        .viewExpandedText(table.viewExpandedText())
        .tableType(table.tableType())
        .parameters(table.parameters())
        .targetTable(table.targetTable());
  }
}
