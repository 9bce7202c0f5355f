package dev.tarn.catalog.repository;

import dev.tarn.catalog.file.SharingPool;
import java.util.List;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** Lets tables share their equal columns and SerDes, most of what a table takes in memory. */
final class SharedTables {
  private SharedTables() {}

  static Table share(Table table, SharingPool shared) {
    Table.Builder builder = table.toBuilder();
    if (table.hasPartitionKeys()) {
      builder.partitionKeys(share(table.partitionKeys(), shared));
    }
    StorageDescriptor storage = table.storageDescriptor();
    if (storage != null) {
      StorageDescriptor.Builder storageBuilder = storage.toBuilder();
      if (storage.hasColumns()) {
        storageBuilder.columns(share(storage.columns(), shared));
      }
      if (storage.serdeInfo() != null) {
        storageBuilder.serdeInfo(shared.share(storage.serdeInfo()));
      }
      builder.storageDescriptor(storageBuilder.build());
    }
    return builder.build();
  }

  private static List<Column> share(List<Column> columns, SharingPool shared) {
    return columns.stream().map(shared::share).toList();
  }
}
