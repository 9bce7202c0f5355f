package dev.tarn.server.seed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.orc.OrcProto;

/** Columns of an ORC file, from its footer. */
final class OrcSchema {
  private final List<OrcProto.Type> types;

  private OrcSchema(List<OrcProto.Type> types) {
    this.types = types;
  }

  static TableSchema of(Path file) throws IOException, UnknownSchemaException {
    List<OrcProto.Type> types = OrcFooter.read(file).getTypesList();
    if (types.isEmpty() || types.getFirst().getKind() != OrcProto.Type.Kind.STRUCT) {
      throw new UnknownSchemaException("its ORC schema is no struct");
    }
    OrcSchema schema = new OrcSchema(types);
    OrcProto.Type root = types.getFirst();
    List<TableSchema.Field> fields = new ArrayList<>();
    for (int index = 0; index < root.getSubtypesCount(); index++) {
      String name = root.getFieldNames(index);
      fields.add(
          new TableSchema.Field(
              name.toLowerCase(Locale.ROOT), schema.type(name, root.getSubtypes(index), 0)));
    }
    return new TableSchema(TableSchema.Format.ORC, fields, Map.of());
  }

  /** A type stands behind those that it is in, so {@code id} is above {@code parent}. */
  private String type(String column, int id, int parent) throws UnknownSchemaException {
    if (id <= parent || id >= types.size()) {
      throw new UnknownSchemaException("its ORC schema is broken");
    }
    OrcProto.Type type = types.get(id);
    return switch (type.getKind()) {
      case BOOLEAN -> "boolean";
      case BYTE -> "tinyint";
      case SHORT -> "smallint";
      case INT -> "int";
      case LONG -> "bigint";
      case FLOAT -> "float";
      case DOUBLE -> "double";
      case STRING -> "string";
      case BINARY -> "binary";
      case TIMESTAMP, TIMESTAMP_INSTANT -> "timestamp";
      case DATE -> "date";
      case DECIMAL -> "decimal(" + type.getPrecision() + "," + type.getScale() + ")";
      case VARCHAR -> "varchar(" + type.getMaximumLength() + ")";
      case CHAR -> "char(" + type.getMaximumLength() + ")";
      case LIST -> "array<" + type(column, type.getSubtypes(0), id) + ">";
      case MAP ->
          "map<"
              + type(column, type.getSubtypes(0), id)
              + ","
              + type(column, type.getSubtypes(1), id)
              + ">";
      case STRUCT -> struct(column, type, id);
      default ->
          throw new UnknownSchemaException(
              "its column "
                  + column
                  + " has the type "
                  + type.getKind()
                  + ", which Athena has not");
    };
  }

  private String struct(String column, OrcProto.Type type, int id) throws UnknownSchemaException {
    List<String> members = new ArrayList<>();
    for (int index = 0; index < type.getSubtypesCount(); index++) {
      members.add(
          MemberNames.checked(type.getFieldNames(index))
              + ":"
              + type(column, type.getSubtypes(index), id));
    }
    if (members.isEmpty()) {
      throw new UnknownSchemaException("its column " + column + " has no members");
    }
    return members.stream().collect(Collectors.joining(",", "struct<", ">"));
  }
}
