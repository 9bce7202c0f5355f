package dev.tarn.catalog.operations;

import dev.tarn.catalog.partition.StoredPartition;
import dev.tarn.catalog.repository.TableEntry;
import software.amazon.awssdk.services.glue.model.Partition;

/**
 * Turns stored partitions into answered ones. They carry the names they were asked for by, also
 * when those name a link: Trino refuses any other.
 */
final class PartitionAnswer {
  private final String databaseName;
  private final String tableName;
  private final String catalogId;

  PartitionAnswer(String databaseName, String tableName, TableEntry entry) {
    this.databaseName = Names.fold(databaseName);
    this.tableName = Names.fold(tableName);
    this.catalogId = entry.table().catalogId();
  }

  Partition complete(StoredPartition partition) {
    return answer(partition.toPartition(false));
  }

  /** Without the columns of its storage descriptor. */
  Partition withoutColumns(StoredPartition partition) {
    return answer(partition.toPartition(true));
  }

  private Partition answer(Partition.Builder partition) {
    return partition.databaseName(databaseName).tableName(tableName).catalogId(catalogId).build();
  }
}
