package dev.tarn.query.trino.iceberg;

import com.google.inject.Inject;
import io.trino.plugin.iceberg.IcebergErrorCode;
import io.trino.plugin.iceberg.TypeConverter;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.TypeManager;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Changes of an Iceberg table that Trino makes in several commits, or not at all. */
public final class AlterProcedures {
  private final TableLoader tables;
  private final TypeManager types;

  @Inject
  AlterProcedures(TableLoader tables, TypeManager types) {
    this.tables = tables;
    this.types = types;
  }

  /**
   * Adds columns in one commit; called by the engine.
   *
   * @param typeNames the engine's types
   * @param comments empty for columns without one
   */
  public void addColumns(
      ConnectorSession session,
      String schema,
      String name,
      List<String> columns,
      List<String> typeNames,
      List<String> comments) {
    BaseTable table = tables.load(session, new SchemaTableName(schema, name));
    for (String column : columns) {
      if (table.schema().caseInsensitiveFindField(column) != null) {
        throw new TrinoException(
            StandardErrorCode.COLUMN_ALREADY_EXISTS, "Column '" + column + "' already exists");
      }
    }
    commit(() -> {
      UpdateSchema update = table.updateSchema();
      for (int i = 0; i < columns.size(); i++) {
        update.addColumn(
            null, columns.get(i), type(typeNames.get(i)), noneIfEmpty(comments.get(i)));
      }
      update.commit();
    });
  }

  /**
   * Changes name, type, comment and place of a column in one commit; called by the engine.
   *
   * @param typeName the engine's type, empty to keep it
   * @param comment empty to keep it
   * @param place {@code FIRST}, {@code AFTER} and a column's name, or empty to keep it
   */
  public void changeColumn(
      ConnectorSession session,
      String schema,
      String name,
      String column,
      String newName,
      String typeName,
      String comment,
      String place) {
    BaseTable table = tables.load(session, new SchemaTableName(schema, name));
    String field = requireColumn(table, column);
    commit(() -> {
      UpdateSchema update = table.updateSchema();
      if (!typeName.isEmpty()) {
        if (!(type(typeName) instanceof Type.PrimitiveType primitive)) {
          throw new UnsupportedOperationException(
              "Cannot change the type of column " + column + " to " + typeName);
        }
        update.updateColumn(field, primitive);
      }
      if (!comment.isEmpty()) {
        update.updateColumnDoc(field, comment);
      }
      if (place.equals("FIRST")) {
        update.moveFirst(field);
      } else if (!place.isEmpty()) {
        update.moveAfter(field, requireColumn(table, place.substring("AFTER ".length())));
      }
      if (!newName.equals(field)) {
        update.renameColumn(field, newName);
      }
      update.commit();
    });
  }

  /** Removes properties, by Iceberg's names; called by the engine. */
  public void unsetProperties(
      ConnectorSession session, String schema, String name, List<String> keys) {
    BaseTable table = tables.load(session, new SchemaTableName(schema, name));
    commit(() -> {
      UpdateProperties update = table.updateProperties();
      keys.forEach(update::remove);
      update.commit();
    });
  }

  private static String requireColumn(BaseTable table, String column) {
    Types.@Nullable NestedField field = table.schema().caseInsensitiveFindField(column);
    if (field == null) {
      throw new TrinoException(
          StandardErrorCode.COLUMN_NOT_FOUND, "Column '" + column + "' does not exist");
    }
    return field.name();
  }

  private Type type(String typeName) {
    // Iceberg gives a new column its ids itself.
    return TypeConverter.toIcebergTypeForNewColumn(
        types.fromSqlType(typeName.toLowerCase(Locale.ROOT)), new AtomicInteger(1));
  }

  private static @Nullable String noneIfEmpty(String comment) {
    return comment.isEmpty() ? null : comment;
  }

  private static void commit(Runnable change) {
    try {
      change.run();
    } catch (CommitFailedException e) {
      throw new TrinoException(IcebergErrorCode.ICEBERG_COMMIT_ERROR, e.getMessage(), e);
    } catch (IllegalArgumentException
        | IllegalStateException
        | UnsupportedOperationException
        | ValidationException e) {
      throw new TrinoException(StandardErrorCode.NOT_SUPPORTED, String.valueOf(e.getMessage()), e);
    }
  }
}
