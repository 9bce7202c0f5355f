package dev.tarn.catalog.iceberg;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;

/**
 * The columns that Glue shows of an Iceberg table: those of the current schema, then those that
 * earlier schemas had, marked as not current.
 */
final class GlueColumns {
  private static final int COMMENT_LENGTH = 255;

  private final List<Column> columns = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private GlueColumns() {}

  static List<Column> of(TableMetadata metadata) {
    GlueColumns result = new GlueColumns();
    result.add(metadata.schema(), true);
    for (Schema schema : metadata.schemas()) {
      if (schema.schemaId() != metadata.currentSchemaId()) {
        result.add(schema, false);
      }
    }
    return result.columns;
  }

  private void add(Schema schema, boolean current) {
    for (Types.NestedField field : schema.columns()) {
      if (names.add(field.name())) {
        columns.add(
            Column.builder()
                .name(field.name())
                .type(typeName(field.type()))
                .comment(comment(field))
                .parameters(
                    Map.of(
                        "iceberg.field.id", Integer.toString(field.fieldId()),
                        "iceberg.field.optional", Boolean.toString(field.isOptional()),
                        "iceberg.field.current", Boolean.toString(current)))
                .build());
      }
    }
  }

  private static @Nullable String comment(Types.NestedField field) {
    String doc = field.doc();
    return doc == null || doc.length() <= COMMENT_LENGTH ? doc : doc.substring(0, COMMENT_LENGTH);
  }

  static String typeName(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> "boolean";
      case INTEGER -> "int";
      case LONG -> "bigint";
      case FLOAT -> "float";
      case DOUBLE -> "double";
      case DATE -> "date";
      case STRING, TIME, UUID -> "string";
      case TIMESTAMP, TIMESTAMP_NANO -> "timestamp";
      case FIXED, BINARY -> "binary";
      case DECIMAL -> {
        Types.DecimalType decimal = (Types.DecimalType) type;
        yield "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
      }
      case STRUCT ->
          type.asStructType().fields().stream()
              .map(field -> field.name() + ":" + typeName(field.type()))
              .collect(Collectors.joining(",", "struct<", ">"));
      case LIST -> "array<" + typeName(type.asListType().elementType()) + ">";
      case MAP ->
          "map<"
              + typeName(type.asMapType().keyType())
              + ","
              + typeName(type.asMapType().valueType())
              + ">";
      default -> type.typeId().name().toLowerCase(Locale.ROOT);
    };
  }
}
