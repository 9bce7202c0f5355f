package dev.tarn.query.dialect;

import dev.tarn.catalog.iceberg.TableChange;
import dev.tarn.catalog.iceberg.TableChange.NewColumn;
import dev.tarn.query.dialect.IcebergProperties.UnsupportedPropertyException;
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
import dev.tarn.query.engine.IcebergTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

/** ALTER TABLE of an Iceberg table: the engine changes the schema, the catalog cannot. */
final class IcebergAlterations {
  private final TableStatement statement;
  private final Table table;
  private final String name;

  private IcebergAlterations(TableStatement statement, Table table) {
    this.statement = statement;
    this.table = table;
    this.name = TrinoText.icebergName(statement.table().database(), statement.table().table());
  }

  /** The statement itself unless the engine has to run it. */
  static ParsedStatement rewritten(TableStatement statement, CatalogLookup catalog) {
    if (statement instanceof CreateTable || statement instanceof DropTable) {
      return statement;
    }
    Optional<Table> table = catalog.table(statement.table());
    boolean iceberg =
        table.isPresent() && "iceberg".equalsIgnoreCase(table.get().parameters().get("table_type"));
    return iceberg ? new IcebergAlterations(statement, table.get()).rewrite() : statement;
  }

  private ParsedStatement rewrite() {
    return switch (statement) {
      case AddColumns add -> addColumns(add);
      case ChangeColumn change -> changeColumn(change);
      case DropColumn drop ->
          engine("ALTER TABLE " + name + " DROP COLUMN " + TrinoText.identifier(drop.column()));
      case RenameTable rename ->
          engine(
              "ALTER TABLE "
                  + name
                  + " RENAME TO "
                  + TrinoText.icebergName(rename.target().database(), rename.target().table()));
      case SetTableProperties set -> setProperties(set);
      case UnsetTableProperties unset -> unsetProperties(unset);
      // Athena refuses these for Iceberg tables when they run.
      case ReplaceColumns _, SetLocation _, CreateTable _, DropTable _ -> statement;
    };
  }

  private TrinoStatement addColumns(AddColumns add) {
    if (add.columns().size() == 1) {
      return engine(addColumn(add.columns().getFirst()));
    }
    return change(
        new TableChange.AddColumns(
            add.columns().stream()
                .map(column ->
                    new NewColumn(column.name(), checked(column.type()), column.comment()))
                .toList()));
  }

  /** The type itself, unless Iceberg tables have no such type. */
  private static String checked(String type) {
    IcebergTypes.checkType(type);
    return type;
  }

  private String addColumn(ColumnDefinition column) {
    String comment = column.comment().map(c -> " COMMENT " + TrinoText.string(c)).orElse("");
    return "ALTER TABLE "
        + name
        + " ADD COLUMN "
        + TrinoText.identifier(column.name())
        + " "
        + IcebergTypes.engineType(column.type())
        + comment;
  }

  private TrinoStatement changeColumn(ChangeColumn change) {
    ColumnDefinition target = change.definition();
    boolean renamed = !target.name().equals(change.column());
    boolean retyped =
        table.storageDescriptor().columns().stream()
            .filter(column -> column.name().equals(change.column()))
            .map(Column::type)
            .anyMatch(type -> !type.equals(target.type()));
    int changes = (renamed ? 1 : 0) + (retyped ? 1 : 0) + (target.comment().isPresent() ? 1 : 0);
    if (change.after().isPresent() || changes != 1) {
      return change(
          new TableChange.ChangeColumn(
              change.column(),
              target.name(),
              retyped ? Optional.of(checked(target.type())) : Optional.empty(),
              target.comment(),
              change.after()));
    }
    String column = TrinoText.identifier(change.column());
    if (renamed) {
      return engine(
          "ALTER TABLE "
              + name
              + " RENAME COLUMN "
              + column
              + " TO "
              + TrinoText.identifier(target.name()));
    }
    if (retyped) {
      return engine(
          "ALTER TABLE "
              + name
              + " ALTER COLUMN "
              + column
              + " SET DATA TYPE "
              + IcebergTypes.engineType(target.type()));
    }
    return engine(
        "COMMENT ON COLUMN "
            + name
            + "."
            + column
            + " IS "
            + TrinoText.string(target.comment().orElseThrow()));
  }

  private ParsedStatement setProperties(SetTableProperties set) {
    try {
      Map<String, String> properties = IcebergProperties.ofTableProperties(set.properties());
      return engine("ALTER TABLE " + name + " SET PROPERTIES " + TrinoText.properties(properties));
    } catch (UnsupportedPropertyException e) {
      return RefusedStatement.unsupportedByIceberg(set.echo(), set.substatementType(), e.reason());
    }
  }

  private ParsedStatement unsetProperties(UnsetTableProperties unset) {
    List<String> keys = new ArrayList<>();
    for (String key : unset.keys()) {
      Optional<List<String>> stored = IcebergProperties.storedNames(key.toLowerCase(Locale.ROOT));
      if (stored.isEmpty()) {
        return RefusedStatement.unsupportedByIceberg(
            unset.echo(), unset.substatementType(), "Unsupported table property key: " + key);
      }
      keys.addAll(stored.get());
    }
    return change(new TableChange.RemoveProperties(keys));
  }

  private TrinoStatement engine(String sql) {
    return statement(sql, Optional.empty());
  }

  private TrinoStatement change(TableChange change) {
    TableName target = statement.table();
    return statement(
        statement.echo(),
        Optional.of(new IcebergTask.Alter(target.database(), target.table(), change)));
  }

  private TrinoStatement statement(String sql, Optional<IcebergTask> task) {
    TextEdits edits = new TextEdits(statement.echo());
    edits.replace(0, statement.echo().length(), sql);
    TextEdits.Result result = edits.apply();
    return new TrinoStatement(
        statement.statementType(),
        statement.substatementType(),
        ResultFile.TXT,
        statement.echo(),
        result.text(),
        result.positions(),
        Map.of(),
        Optional.empty(),
        task);
  }
}
