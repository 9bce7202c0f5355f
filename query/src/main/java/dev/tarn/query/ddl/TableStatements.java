package dev.tarn.query.ddl;

import dev.tarn.query.ddl.UtilityResult.EngineTrace;
import dev.tarn.query.dialect.ColumnDefinition;
import dev.tarn.query.dialect.PartitionSpec;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** CREATE, ALTER and DROP TABLE, except for partitions. */
final class TableStatements {
  private static final UtilityResult WITH_METADATA =
      new UtilityResult(List.of(), List.of(), true, OptionalLong.empty());

  /** Measured: the result of dropping an Iceberg table is one line feed. */
  private static final UtilityResult ICEBERG_DROPPED =
      UtilityResult.uncounted(List.of(), List.of("", ""));

  private final GlueClient glue;
  private final Catalog catalog;
  private final LocationReader locations;
  private final PartitionStorage partitions;
  private final Clock clock;
  private final EngineIds engineIds;

  TableStatements(GlueClient glue, Catalog catalog, LocationReader locations, Clock clock) {
    this.glue = glue;
    this.catalog = catalog;
    this.locations = locations;
    this.partitions = new PartitionStorage(glue);
    this.clock = clock;
    this.engineIds = new EngineIds(clock);
  }

  UtilityResult run(TableStatement statement) throws StatementFailure, IOException {
    return switch (statement) {
      case CreateTable create -> create(create);
      case DropTable drop -> drop(drop);
      case AddColumns add -> addColumns(add);
      case ReplaceColumns replace -> replaceColumns(replace);
      case ChangeColumn change -> changeColumn(change);
      case DropColumn drop -> throw dropColumn(drop);
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

  private UtilityResult addColumns(AddColumns statement) throws StatementFailure {
    Table table = hiveTable(statement.table(), "ALTER TABLE ADD COLUMNS");
    StorageDescriptor storage = storage(statement.table(), table, statement.partition());
    List<Column> columns = new ArrayList<>(storage.columns());
    for (Column added : TableDefinition.columns(statement.columns())) {
      requireNew(added.name(), columns, table);
      columns.add(added);
    }
    write(statement.table(), table, statement.partition(), withColumns(storage, columns));
    return WITH_METADATA;
  }

  private UtilityResult replaceColumns(ReplaceColumns statement) throws StatementFailure {
    Table table = catalog.tableWithPartitions(statement.table());
    StorageDescriptor storage = storage(statement.table(), table, statement.partition());
    List<Column> columns = new ArrayList<>();
    for (Column column : TableDefinition.columns(statement.columns())) {
      requireNew(column.name(), columns, table);
      columns.add(column);
    }
    write(statement.table(), table, statement.partition(), withColumns(storage, columns));
    return WITH_METADATA;
  }

  private UtilityResult changeColumn(ChangeColumn statement) throws StatementFailure {
    Table table = hiveTable(statement.table(), "ALTER TABLE CHANGE COLUMN");
    List<Column> columns = new ArrayList<>(Tables.storage(table).columns());
    int index = indexOf(columns, statement.column());
    ColumnDefinition definition = statement.definition();
    Column old = columns.remove(index);
    if (!definition.name().equals(statement.column())) {
      requireNew(definition.name(), columns, table);
    }
    HiveTypes.check(definition.type());
    Column changed =
        TableDefinition.column(definition).toBuilder()
            .comment(definition.comment().orElse(old.comment()))
            .parameters(old.hasParameters() ? old.parameters() : null)
            .build();
    int target = index;
    if (statement.after().isPresent()) {
      String after = statement.after().get();
      target = after.isEmpty() ? 0 : indexOf(columns, after) + 1;
    }
    columns.add(target, changed);
    update(
        statement.table(),
        Tables.input(table).storageDescriptor(withColumns(Tables.storage(table), columns)),
        table.parameters());
    return UtilityResult.EMPTY;
  }

  /** Measured: fails in the parser, whether or not there is such a table. */
  private static StatementFailure dropColumn(DropColumn statement) {
    return Failures.user(
        "FAILED: ParseException "
            + statement.keyword()
            + " mismatched input '"
            + statement.keyword().word()
            + "' expecting PARTITION near 'DROP' in drop partition statement",
        1006,
        statement.expectation());
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
    StorageDescriptor storage =
        storage(statement.table(), table, statement.partition()).toBuilder()
            .location(Tables.withoutSlash(Locations.check(statement.location())))
            .build();
    write(statement.table(), table, statement.partition(), storage);
    return UtilityResult.EMPTY;
  }

  private UtilityResult setProperties(SetTableProperties statement) throws StatementFailure {
    Table table = hiveTable(statement.table(), "ALTER TABLE SET TBLPROPERTIES");
    Map<String, String> parameters = new HashMap<>(table.parameters());
    parameters.putAll(statement.properties());
    update(statement.table(), Tables.input(table), parameters);
    return UtilityResult.EMPTY;
  }

  private UtilityResult unsetProperties(UnsetTableProperties statement) throws StatementFailure {
    Table table = hiveTable(statement.table(), "ALTER TABLE UNSET TBLPROPERTIES");
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
    update(statement.table(), Tables.input(table), parameters);
    return UtilityResult.EMPTY;
  }

  private Table hiveTable(TableName name, String statement) throws StatementFailure {
    Table table = catalog.table(name);
    if (Tables.isIceberg(table)) {
      throw Failures.notImplemented(statement + " on an Iceberg table");
    }
    return table;
  }

  private StorageDescriptor storage(TableName name, Table table, PartitionSpec partition)
      throws StatementFailure {
    return partition.isEmpty()
        ? Tables.storage(table)
        : partitions.partition(name, table, partition).storageDescriptor();
  }

  private void write(
      TableName name, Table table, PartitionSpec partition, StorageDescriptor storage)
      throws StatementFailure {
    if (partition.isEmpty()) {
      update(name, Tables.input(table).storageDescriptor(storage), table.parameters());
    } else {
      partitions.write(name, table, partition, storage);
    }
  }

  private void update(TableName name, TableInput.Builder input, Map<String, String> parameters) {
    Map<String, String> stamped = new HashMap<>(parameters);
    stamped.put(TableDefinition.DDL_TIME, Long.toString(clock.instant().getEpochSecond()));
    TableInput changed = input.parameters(stamped).build();
    glue.updateTable(r -> r.databaseName(name.database()).tableInput(changed));
  }

  private static StorageDescriptor withColumns(StorageDescriptor storage, List<Column> columns) {
    return storage.toBuilder().columns(columns).build();
  }

  private static void requireNew(String name, List<Column> columns, Table table)
      throws StatementFailure {
    boolean taken =
        columns.stream().anyMatch(column -> column.name().equals(name))
            || table.partitionKeys().stream().anyMatch(column -> column.name().equals(name));
    if (taken) {
      throw Failures.execution("Duplicate column name: " + name);
    }
  }

  private static int indexOf(List<Column> columns, String name) throws StatementFailure {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw Failures.semantic("[Error 10002]: Invalid column reference '" + name + "'");
  }
}
