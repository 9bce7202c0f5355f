package dev.tarn.query.ddl;

import dev.tarn.query.dialect.PartitionSpec;
import dev.tarn.query.dialect.TableName;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Writes changes of tables, or of the partition that a PARTITION clause names. */
final class TableStorage {
  private final GlueClient glue;
  private final Catalog catalog;
  private final PartitionStorage partitions;
  private final Clock clock;

  TableStorage(GlueClient glue, Catalog catalog, Clock clock) {
    this.glue = glue;
    this.catalog = catalog;
    this.partitions = new PartitionStorage(glue);
    this.clock = clock;
  }

  /** A table of another format than Iceberg, for a statement of this name. */
  Table hiveTable(TableName name, String statement) throws StatementFailure {
    Table table = catalog.table(name);
    if (Tables.isIceberg(table)) {
      throw Failures.notImplemented(statement + " on an Iceberg table");
    }
    return table;
  }

  StorageDescriptor storage(TableName name, Table table, PartitionSpec partition)
      throws StatementFailure {
    return partition.isEmpty()
        ? Tables.storage(table)
        : partitions.partition(name, table, partition).storageDescriptor();
  }

  void write(TableName name, Table table, PartitionSpec partition, StorageDescriptor storage)
      throws StatementFailure {
    if (partition.isEmpty()) {
      update(name, Tables.input(table).storageDescriptor(storage), table.parameters());
    } else {
      partitions.write(name, table, partition, storage);
    }
  }

  /** Hive stamps a table with the time of its last change. */
  void update(TableName name, TableInput.Builder input, Map<String, String> parameters) {
    Map<String, String> stamped = new HashMap<>(parameters);
    stamped.put(TableDefinition.DDL_TIME, Long.toString(clock.instant().getEpochSecond()));
    TableInput changed = input.parameters(stamped).build();
    glue.updateTable(r -> r.databaseName(name.database()).tableInput(changed));
  }
}
