package dev.tarn.catalog.iceberg;

import dev.tarn.catalog.repository.CatalogErrors;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * Which schema may follow another, so that the data written so far stays readable (<a
 * href="https://iceberg.apache.org/spec/#schema-evolution">Iceberg's specification</a>).
 */
final class SchemaEvolution {
  private SchemaEvolution() {}

  static void check(Schema before, Schema after) {
    Map<Integer, Types.NestedField> old = TypeUtil.indexById(before.asStruct());
    TypeUtil.indexById(after.asStruct())
        .forEach((id, field) -> {
          Types.NestedField was = old.get(id);
          if (was != null) {
            checkChanged(was, field);
          } else if (field.isRequired() && field.initialDefault() == null && isColumn(after, id)) {
            throw CatalogErrors.invalidInput(
                "Incompatible change: cannot add required column: " + field.name());
          }
        });
  }

  /** Inside of a new column, what is required is so only where the column has a value. */
  private static boolean isColumn(Schema schema, int id) {
    return schema.columns().stream().anyMatch(column -> column.fieldId() == id);
  }

  private static void checkChanged(Types.NestedField was, Types.NestedField is) {
    boolean allowed =
        is.type().isPrimitiveType()
            ? was.type().isPrimitiveType()
                && TypeUtil.isPromotionAllowed(was.type(), is.type().asPrimitiveType())
            : was.type().typeId() == is.type().typeId();
    if (!allowed) {
      throw CatalogErrors.invalidInput(
          "Cannot change column type: " + is.name() + ": " + was.type() + " -> " + is.type());
    }
    if (was.isOptional() && is.isRequired()) {
      throw CatalogErrors.invalidInput(
          "Cannot change column nullability: " + is.name() + ": optional -> required");
    }
  }
}
