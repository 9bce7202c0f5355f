package dev.tarn.query.ddl;

import dev.tarn.protocol.IdGenerator;
import dev.tarn.query.dialect.PartitionSpec;
import dev.tarn.query.dialect.TableName;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Table;

/** Reads the catalog for statements, and says in Athena's words what is missing. */
final class Catalog {
  private final GlueClient glue;
  private final IdGenerator ids;

  /** The ids are those of the requests that some error texts quote. */
  Catalog(GlueClient glue, IdGenerator ids) {
    this.glue = glue;
    this.ids = ids;
  }

  void requireDatabase(String database) throws StatementFailure {
    try {
      glue.getDatabase(r -> r.name(database));
    } catch (EntityNotFoundException _) {
      throw databaseMissing(database);
    }
  }

  StatementFailure databaseMissing(String database) {
    return Failures.databaseMissing(database, ids.newUuid());
  }

  List<String> databases() {
    return glue.getDatabasesPaginator(_ -> {}).stream()
        .flatMap(page -> page.databaseList().stream())
        .map(Database::name)
        .sorted()
        .toList();
  }

  /** Every table and view of a database, by name. */
  List<Table> tables(String database) throws StatementFailure {
    requireDatabase(database);
    return glue.getTablesPaginator(r -> r.databaseName(database)).stream()
        .flatMap(page -> page.tableList().stream())
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .toList();
  }

  Optional<Table> find(TableName name) throws StatementFailure {
    requireDatabase(name.database());
    try {
      return Optional.of(
          glue.getTable(r -> r.databaseName(name.database()).name(name.table())).table());
    } catch (EntityNotFoundException _) {
      return Optional.empty();
    }
  }

  Table table(TableName name) throws StatementFailure {
    Optional<Table> table = find(name);
    if (table.isEmpty()) {
      throw Failures.tableMissing(name);
    }
    if (table.get().tableType() == null && !Tables.isIceberg(table.get())) {
      throw Failures.tableWithoutType();
    }
    return table.get();
  }

  /** The partition that a PARTITION clause names. */
  Partition partition(TableName name, Table table, PartitionSpec spec) throws StatementFailure {
    return new PartitionStorage(glue).partition(name, table, spec);
  }

  /** A table whose partitions the catalog knows; Iceberg keeps them to itself. */
  Table tableWithPartitions(TableName name) throws StatementFailure {
    Table table = table(name);
    if (Tables.isIceberg(table)) {
      throw Failures.unsupportedByIceberg();
    }
    return table;
  }

  List<Partition> partitions(TableName table) {
    return glue
        .getPartitionsPaginator(r -> r.databaseName(table.database()).tableName(table.table()))
        .stream()
        .flatMap(page -> page.partitions().stream())
        .toList();
  }
}
