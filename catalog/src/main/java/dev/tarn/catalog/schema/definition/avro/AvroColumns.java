package dev.tarn.catalog.schema.definition.avro;

import dev.tarn.catalog.schema.definition.HiveColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import software.amazon.awssdk.services.glue.model.Column;

/**
 * The columns that Hive's Avro SerDe reads records of a schema as (<a
 * href="https://cwiki.apache.org/confluence/display/Hive/AvroSerDe">AvroSerDe</a>).
 */
final class AvroColumns {
  private final Set<String> enclosing = new HashSet<>();

  private AvroColumns() {}

  static List<Column> of(Schema schema) {
    if (schema.getType() != Schema.Type.RECORD) {
      throw HiveColumns.unsupported(
          "it is of type " + schema.getType().getName() + ", not a record");
    }
    return new AvroColumns().fields(schema);
  }

  private List<Column> fields(Schema schema) {
    if (!enclosing.add(schema.getFullName())) {
      throw HiveColumns.unsupported("record " + schema.getFullName() + " contains itself");
    }
    List<Column> columns = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      columns.add(HiveColumns.column(field.name(), type(field.schema()), field.doc()));
    }
    enclosing.remove(schema.getFullName());
    return columns;
  }

  private String type(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> "void";
      case BOOLEAN -> "boolean";
      case INT -> schema.getLogicalType() instanceof LogicalTypes.Date ? "date" : "int";
      case LONG -> isTimestamp(schema.getLogicalType()) ? "timestamp" : "bigint";
      case FLOAT -> "float";
      case DOUBLE -> "double";
      case STRING, ENUM -> "string";
      case BYTES, FIXED ->
          schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
              ? "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")"
              : "binary";
      case ARRAY -> HiveColumns.array(type(schema.getElementType()));
      case MAP -> HiveColumns.map(type(schema.getValueType()));
      case RECORD -> HiveColumns.struct(fields(schema));
      case UNION -> union(schema);
    };
  }

  private static boolean isTimestamp(LogicalType type) {
    return type instanceof LogicalTypes.TimestampMillis
        || type instanceof LogicalTypes.TimestampMicros
        || type instanceof LogicalTypes.LocalTimestampMillis
        || type instanceof LogicalTypes.LocalTimestampMicros;
  }

  private String union(Schema schema) {
    List<Schema> branches =
        schema.getTypes().stream().filter(branch -> branch.getType() != Schema.Type.NULL).toList();
    if (branches.isEmpty()) {
      return "void";
    }
    if (branches.size() == 1) {
      return type(branches.getFirst());
    }
    StringJoiner text = new StringJoiner(",", "uniontype<", ">");
    branches.forEach(branch -> text.add(type(branch)));
    return text.toString();
  }
}
