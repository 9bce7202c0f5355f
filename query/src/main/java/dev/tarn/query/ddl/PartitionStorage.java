package dev.tarn.query.ddl;

import dev.tarn.query.dialect.PartitionSpec;
import dev.tarn.query.dialect.PartitionSpec.Value;
import dev.tarn.query.dialect.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** Single partitions in the catalog: found by a PARTITION clause, written, made from the table. */
final class PartitionStorage {
  private final GlueClient glue;

  PartitionStorage(GlueClient glue) {
    this.glue = glue;
  }

  /** The clause's values in the order of the table's partition columns, every one given. */
  static List<String> values(Table table, PartitionSpec spec) throws StatementFailure {
    List<Column> keys = table.partitionKeys();
    Map<String, String> given = new TreeMap<>();
    for (Value value : spec.values()) {
      given.put(value.column(), value.value());
    }
    if (keys.isEmpty()) {
      throw Failures.semantic("table is not partitioned but partition spec exists: " + given);
    }
    for (String column : given.keySet()) {
      if (keys.stream().noneMatch(key -> key.name().equals(column))) {
        throw Failures.semantic("Partition spec " + given + " contains non-partition columns");
      }
    }
    List<String> values = new ArrayList<>();
    for (Column key : keys) {
      String value = given.get(key.name());
      if (value == null) {
        throw Failures.semantic(
            "partition spec "
                + given
                + " doesn't contain all ("
                + keys.size()
                + ") partition columns");
      }
      values.add(value);
    }
    return values;
  }

  Partition partition(TableName name, Table table, PartitionSpec spec) throws StatementFailure {
    List<String> values = values(table, spec);
    try {
      return glue.getPartition(
              r -> r.databaseName(name.database()).tableName(name.table()).partitionValues(values))
          .partition();
    } catch (EntityNotFoundException _) {
      throw Failures.semantic(
          "[Error 10006]: Partition not found "
              + PartitionNames.name(table.partitionKeys(), values));
    }
  }

  void write(TableName name, Table table, PartitionSpec spec, StorageDescriptor storage)
      throws StatementFailure {
    Partition partition = partition(name, table, spec);
    PartitionInput input = input(partition).storageDescriptor(storage).build();
    glue.updatePartition(r ->
        r.databaseName(name.database())
            .tableName(name.table())
            .partitionValueList(partition.values())
            .partitionInput(input));
  }

  static PartitionInput.Builder input(Partition partition) {
    return PartitionInput.builder()
        .values(partition.values())
        .lastAccessTime(partition.lastAccessTime())
        .lastAnalyzedTime(partition.lastAnalyzedTime())
        .storageDescriptor(partition.storageDescriptor())
        .parameters(partition.parameters());
  }

  /** A partition that is stored as its table is. */
  static PartitionInput input(Table table, List<String> values, String location) {
    return PartitionInput.builder()
        .values(values)
        .storageDescriptor(Tables.storage(table).toBuilder().location(location).build())
        .parameters(Map.of())
        .build();
  }
}
