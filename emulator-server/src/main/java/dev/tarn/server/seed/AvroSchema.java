package dev.tarn.server.seed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;

/** Columns of an Avro file, from the schema in its header. */
final class AvroSchema {
  /** The records that a type is in, for one may be in itself. */
  private final Deque<String> around = new ArrayDeque<>();

  private AvroSchema() {}

  static TableSchema of(Path file) throws IOException, UnknownSchemaException {
    Schema schema = schema(file);
    if (schema.getType() != Schema.Type.RECORD) {
      throw new UnknownSchemaException("its Avro schema is no record");
    }
    AvroSchema types = new AvroSchema();
    types.around.push(schema.getFullName());
    List<TableSchema.Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      fields.add(
          new TableSchema.Field(
              field.name().toLowerCase(Locale.ROOT), types.type(field.name(), field.schema())));
    }
    // The columns have no capitals, so what they are called in the files must stand beside them:
    // https://docs.aws.amazon.com/athena/latest/ug/avro-serde.html
    return new TableSchema(
        TableSchema.Format.AVRO, fields, Map.of("avro.schema.literal", schema.toString()));
  }

  private static Schema schema(Path file) throws IOException, UnknownSchemaException {
    try (DataFileReader<Object> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      return reader.getSchema();
    } catch (AvroRuntimeException e) {
      throw new UnknownSchemaException("it is no Avro file: " + e.getMessage());
    }
  }

  private String type(String column, Schema schema) throws UnknownSchemaException {
    return switch (schema.getType()) {
      case BOOLEAN -> "boolean";
      case INT -> named(schema, "date") ? "date" : "int";
      case LONG -> isTimestamp(schema) ? "timestamp" : "bigint";
      case FLOAT -> "float";
      case DOUBLE -> "double";
      case STRING, ENUM -> "string";
      case BYTES, FIXED ->
          schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
              ? "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")"
              : "binary";
      case ARRAY -> "array<" + type(column, schema.getElementType()) + ">";
      case MAP -> "map<string," + type(column, schema.getValueType()) + ">";
      case RECORD -> struct(column, schema);
      case UNION -> type(column, optional(column, schema));
      case NULL -> throw new UnknownSchemaException("its column " + column + " is always null");
    };
  }

  private static boolean named(Schema schema, String logicalType) {
    LogicalType type = schema.getLogicalType();
    return type != null && type.getName().equals(logicalType);
  }

  private static boolean isTimestamp(Schema schema) {
    return named(schema, "timestamp-millis") || named(schema, "timestamp-micros");
  }

  /** The type of a union of one type and null. */
  private static Schema optional(String column, Schema union) throws UnknownSchemaException {
    List<Schema> types =
        union.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
    if (types.size() != 1) {
      throw new UnknownSchemaException("its column " + column + " is a union of several types");
    }
    return types.getFirst();
  }

  private String struct(String column, Schema schema) throws UnknownSchemaException {
    if (around.contains(schema.getFullName()) || schema.getFields().isEmpty()) {
      throw new UnknownSchemaException(
          "its column " + column + " is a record in itself, or one without members");
    }
    around.push(schema.getFullName());
    List<String> members = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      members.add(MemberNames.checked(field.name()) + ":" + type(column, field.schema()));
    }
    around.pop();
    return members.stream().collect(Collectors.joining(",", "struct<", ">"));
  }
}
