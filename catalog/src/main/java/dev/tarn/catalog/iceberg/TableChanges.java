package dev.tarn.catalog.iceberg;

import dev.tarn.catalog.iceberg.RefusedChangeException.Reason;
import dev.tarn.catalog.iceberg.TableChange.AddColumns;
import dev.tarn.catalog.iceberg.TableChange.ChangeColumn;
import dev.tarn.catalog.iceberg.TableChange.NewColumn;
import dev.tarn.catalog.iceberg.TableChange.RemoveProperties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

/** Makes {@link TableChange}s, by Iceberg's own rules of evolution. */
final class TableChanges {
  private final HeldMetadata operations;
  private final BaseTable table;

  private TableChanges(HeldMetadata operations) {
    this.operations = operations;
    this.table = new BaseTable(operations, "table");
  }

  /** The metadata with the change; the same object when it changes nothing. */
  static TableMetadata apply(TableMetadata base, TableChange change, ObjectFiles files) {
    var operations = new HeldMetadata(base, files);
    var changes = new TableChanges(operations);
    try {
      switch (change) {
        case AddColumns add -> changes.add(add);
        case ChangeColumn column -> changes.change(column);
        case RemoveProperties remove -> changes.remove(remove);
      }
    } catch (InvalidInputException
        | IllegalArgumentException
        | IllegalStateException
        | UnsupportedOperationException
        | ValidationException e) {
      throw new RefusedChangeException(Reason.NOT_SUPPORTED, String.valueOf(e.getMessage()));
    }
    return operations.current();
  }

  private void add(AddColumns add) {
    UpdateSchema update = table.updateSchema();
    for (NewColumn column : add.columns()) {
      if (table.schema().caseInsensitiveFindField(column.name()) != null) {
        throw new RefusedChangeException(
            Reason.COLUMN_ALREADY_EXISTS, "Column '" + column.name() + "' already exists");
      }
      update.addColumn(null, column.name(), type(column.type()), column.comment().orElse(null));
    }
    update.commit();
  }

  private void change(ChangeColumn change) {
    String field = require(change.column());
    UpdateSchema update = table.updateSchema();
    change.type().ifPresent(type -> retype(update, change.column(), field, type));
    change.comment().ifPresent(comment -> update.updateColumnDoc(field, comment));
    change
        .after()
        .ifPresent(column -> {
          if (column.isEmpty()) {
            update.moveFirst(field);
          } else {
            update.moveAfter(field, require(column));
          }
        });
    if (!change.newName().equals(field)) {
      update.renameColumn(field, change.newName());
    }
    update.commit();
  }

  private static void retype(UpdateSchema update, String column, String field, String type) {
    if (!(type(type) instanceof Type.PrimitiveType primitive)) {
      throw new UnsupportedOperationException(
          "Cannot change the type of column " + column + " to " + type);
    }
    update.updateColumn(field, primitive);
  }

  private void remove(RemoveProperties remove) {
    if (remove.keys().stream().noneMatch(operations.current().properties()::containsKey)) {
      return;
    }
    UpdateProperties update = table.updateProperties();
    remove.keys().forEach(update::remove);
    update.commit();
  }

  private String require(String column) {
    Types.@Nullable NestedField field = table.schema().caseInsensitiveFindField(column);
    if (field == null) {
      throw new RefusedChangeException(
          Reason.COLUMN_NOT_FOUND, "Column '" + column + "' does not exist");
    }
    return field.name();
  }

  /** Iceberg gives a new column its ids itself. */
  private static Type type(String name) {
    return GlueTypeParser.parse(name, new AtomicInteger(1)::incrementAndGet);
  }
}
