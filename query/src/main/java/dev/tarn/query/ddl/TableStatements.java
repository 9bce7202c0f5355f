package dev.tarn.query.ddl;

import dev.tarn.query.ddl.UtilityResult.EngineTrace;
import dev.tarn.query.dialect.TableName;
import dev.tarn.query.dialect.TableStatement;
import dev.tarn.query.dialect.TableStatement.AddColumns;
import dev.tarn.query.dialect.TableStatement.ChangeColumn;
import dev.tarn.query.dialect.TableStatement.CreateTable;
import dev.tarn.query.dialect.TableStatement.DropColumn;
import dev.tarn.query.dialect.TableStatement.DropTable;
import dev.tarn.query.dialect.TableStatement.RenameTable;
import dev.tarn.query.dialect.TableStatement.ReplaceColumns;
import dev.tarn.query.dialect.TableStatement.SetLocation;
import dev.tarn.query.dialect.TableStatement.SetTableProperties;
import dev.tarn.query.dialect.TableStatement.UnsetTableProperties;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** CREATE, ALTER and DROP TABLE, except for partitions. */
final class TableStatements {
  /** Measured: the result of dropping an Iceberg table is one line feed. */
  private static final UtilityResult ICEBERG_DROPPED =
      UtilityResult.uncounted(List.of(), List.of("", ""));

  private final GlueClient glue;
  private final Catalog catalog;
  private final LocationReader locations;
  private final TableStorage storage;
  private final ColumnStatements columns;
  private final Clock clock;
  private final EngineIds engineIds;

  TableStatements(GlueClient glue, Catalog catalog, LocationReader locations, Clock clock) {
    this.glue = glue;
    this.catalog = catalog;
    this.locations = locations;
    this.storage = new TableStorage(glue, catalog, clock);
    this.columns = new ColumnStatements(catalog, storage);
    this.clock = clock;
    this.engineIds = new EngineIds(clock);
  }

  UtilityResult run(TableStatement statement) throws StatementFailure, IOException {
    return switch (statement) {
      case CreateTable create -> create(create);
      case DropTable drop -> drop(drop);
      case AddColumns add -> columns.addColumns(add);
      case ReplaceColumns replace -> columns.replaceColumns(replace);
      case ChangeColumn change -> columns.changeColumn(change);
      case DropColumn drop -> throw ColumnStatements.dropColumn(drop);
      case RenameTable rename -> throw rename(rename);
      case SetLocation set -> setLocation(set);
      case SetTableProperties set -> setProperties(set);
      case UnsetTableProperties unset -> unsetProperties(unset);
    };
  }

  private UtilityResult create(CreateTable statement) throws StatementFailure {
    TableName name = statement.table();
    catalog.requireDatabase(name.database());
    TableInput input = TableDefinition.of(statement, clock.instant());
    try {
      glue.createTable(r -> r.databaseName(name.database()).tableInput(input));
    } catch (AlreadyExistsException _) {
      if (!statement.ifNotExists()) {
        throw Failures.execution(
            "AlreadyExistsException(message:Table " + name.table() + " already exist)",
            "Table " + name.table() + " already exists.");
      }
    }
    return UtilityResult.EMPTY;
  }

  private UtilityResult drop(DropTable statement) throws StatementFailure, IOException {
    TableName name = statement.table();
    Optional<Table> found = catalog.find(name);
    if (found.isEmpty()) {
      if (statement.ifExists()) {
        return UtilityResult.EMPTY;
      }
      throw Failures.tableMissing(name);
    }
    Table table = found.get();
    if (Tables.isView(table)) {
      throw Failures.execution("Cannot drop a view with DROP TABLE");
    }
    glue.deleteTable(r -> r.databaseName(name.database()).name(name.table()));
    if (!Tables.isIceberg(table)) {
      return UtilityResult.EMPTY;
    }
    if (!Tables.location(table).isEmpty()) {
      locations.deleteAll(Tables.location(table));
    }
    return ICEBERG_DROPPED.traced(new EngineTrace(engineIds.next(), "DROP TABLE"));
  }

  private StatementFailure rename(RenameTable statement) throws StatementFailure {
    TableName name = statement.table();
    if (catalog.find(name).isEmpty()) {
      return Failures.user(
          Failures.tableMissing(name).stateChangeReason(),
          1006,
          "Query type not supported by DDL engine.");
    }
    return Failures.execution(
        "Unable to alter table. Table cannot be renamed (Service: AWSGlue; Status Code: 400;"
            + " Error Code: InvalidInputException)",
        "Query type not supported by DDL engine.");
  }

  private UtilityResult setLocation(SetLocation statement) throws StatementFailure {
    Table table = catalog.tableWithPartitions(statement.table());
    StorageDescriptor moved =
        storage.storage(statement.table(), table, statement.partition()).toBuilder()
            .location(Tables.withoutSlash(Locations.check(statement.location())))
            .build();
    storage.write(statement.table(), table, statement.partition(), moved);
    return UtilityResult.EMPTY;
  }

  private UtilityResult setProperties(SetTableProperties statement) throws StatementFailure {
    Table table = storage.hiveTable(statement.table(), "ALTER TABLE SET TBLPROPERTIES");
    Map<String, String> parameters = new HashMap<>(table.parameters());
    parameters.putAll(statement.properties());
    storage.update(statement.table(), Tables.input(table), parameters);
    return UtilityResult.EMPTY;
  }

  private UtilityResult unsetProperties(UnsetTableProperties statement) throws StatementFailure {
    Table table = storage.hiveTable(statement.table(), "ALTER TABLE UNSET TBLPROPERTIES");
    Map<String, String> parameters = new HashMap<>(table.parameters());
    for (String key : statement.keys()) {
      if (parameters.remove(key) == null && !statement.ifExists()) {
        throw Failures.semantic(
            "[Error 10215]: Please use the following syntax if not sure whether the property"
                + " existed or not: ALTER TABLE tableName UNSET TBLPROPERTIES IF EXISTS (key1,"
                + " key2, ...) The following property "
                + key
                + " does not exist in "
                + statement.table().table());
      }
    }
    storage.update(statement.table(), Tables.input(table), parameters);
    return UtilityResult.EMPTY;
  }
}
