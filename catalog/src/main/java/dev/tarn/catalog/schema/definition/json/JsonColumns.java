package dev.tarn.catalog.schema.definition.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tarn.catalog.schema.definition.HiveColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.glue.model.Column;

/**
 * The properties of a JSON object as columns. A type that no column type can express is a string.
 */
final class JsonColumns {
  private final JsonDocument document;
  private final Set<JsonNode> enclosing = new HashSet<>();

  JsonColumns(JsonDocument document) {
    this.document = document;
  }

  List<Column> columns() {
    JsonNode root = document.resolve(document.root());
    if (!root.path("properties").isObject()) {
      throw HiveColumns.unsupported("it does not describe an object with properties");
    }
    return properties(root);
  }

  private List<Column> properties(JsonNode schema) {
    if (!enclosing.add(schema)) {
      throw HiveColumns.unsupported("it contains itself");
    }
    List<Column> columns = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode type = document.resolve(property.getValue());
      JsonNode comment = type.path("description");
      columns.add(
          HiveColumns.column(
              property.getKey(), type(type), comment.isTextual() ? comment.asText() : null));
    }
    enclosing.remove(schema);
    return columns;
  }

  private String type(JsonNode reference) {
    JsonNode schema = document.resolve(reference);
    JsonNode declared = schema.path("type");
    List<String> names = new ArrayList<>();
    if (declared.isTextual()) {
      names.add(declared.asText());
    }
    declared.forEach(name -> names.add(name.asText()));
    names.remove("null");
    if (names.size() != 1) {
      return names.isEmpty() && schema.path("properties").isObject()
          ? HiveColumns.struct(properties(schema))
          : "string";
    }
    return switch (names.getFirst()) {
      case "boolean" -> "boolean";
      case "integer" -> "bigint";
      case "number" -> "double";
      case "array" -> HiveColumns.array(type(JsonSchemas.item(schema, 0)));
      case "object" -> object(schema);
      default -> "string";
    };
  }

  private String object(JsonNode schema) {
    if (schema.path("properties").isObject() && !schema.get("properties").isEmpty()) {
      return HiveColumns.struct(properties(schema));
    }
    JsonNode values = schema.path("additionalProperties");
    return values.isObject() ? HiveColumns.map(type(values)) : "string";
  }
}
