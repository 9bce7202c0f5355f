package dev.tarn.query.ddl;

import dev.tarn.query.dialect.ColumnDefinition;
import dev.tarn.query.dialect.TableStatement.AddColumns;
import dev.tarn.query.dialect.TableStatement.ChangeColumn;
import dev.tarn.query.dialect.TableStatement.DropColumn;
import dev.tarn.query.dialect.TableStatement.ReplaceColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** ALTER TABLE that changes the columns of a Hive table. */
final class ColumnStatements {
  private static final UtilityResult WITH_METADATA =
      new UtilityResult(List.of(), List.of(), true, OptionalLong.empty());

  private final Catalog catalog;
  private final TableStorage tables;

  ColumnStatements(Catalog catalog, TableStorage tables) {
    this.catalog = catalog;
    this.tables = tables;
  }

  UtilityResult addColumns(AddColumns statement) throws StatementFailure {
    Table table = tables.hiveTable(statement.table(), "ALTER TABLE ADD COLUMNS");
    StorageDescriptor storage = tables.storage(statement.table(), table, statement.partition());
    List<Column> columns = new ArrayList<>(storage.columns());
    for (Column added : TableDefinition.columns(statement.columns())) {
      requireNew(added.name(), columns, table);
      columns.add(added);
    }
    tables.write(statement.table(), table, statement.partition(), withColumns(storage, columns));
    return WITH_METADATA;
  }

  UtilityResult replaceColumns(ReplaceColumns statement) throws StatementFailure {
    Table table = catalog.tableWithPartitions(statement.table());
    StorageDescriptor storage = tables.storage(statement.table(), table, statement.partition());
    List<Column> columns = new ArrayList<>();
    for (Column column : TableDefinition.columns(statement.columns())) {
      requireNew(column.name(), columns, table);
      columns.add(column);
    }
    tables.write(statement.table(), table, statement.partition(), withColumns(storage, columns));
    return WITH_METADATA;
  }

  UtilityResult changeColumn(ChangeColumn statement) throws StatementFailure {
    Table table = tables.hiveTable(statement.table(), "ALTER TABLE CHANGE COLUMN");
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
    tables.update(
        statement.table(),
        Tables.input(table).storageDescriptor(withColumns(Tables.storage(table), columns)),
        table.parameters());
    return UtilityResult.EMPTY;
  }

  /** Measured: fails in the parser, whether or not there is such a table. */
  static StatementFailure dropColumn(DropColumn statement) {
    return Failures.user(
        "FAILED: ParseException "
            + statement.keyword()
            + " mismatched input '"
            + statement.keyword().word()
            + "' expecting PARTITION near 'DROP' in drop partition statement",
        1006,
        statement.expectation());
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
