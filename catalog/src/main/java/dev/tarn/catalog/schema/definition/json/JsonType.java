package dev.tarn.catalog.schema.definition.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Set;

/** The types of JSON values, with whole numbers apart from others. */
enum JsonType {
  NULL,
  BOOLEAN,
  INTEGER,
  /** A number with a fraction. */
  NUMBER,
  STRING,
  ARRAY,
  OBJECT;

  /** The values of {@code number} include whole ones. */
  static Set<JsonType> named(String name) {
    return switch (name) {
      case "null" -> EnumSet.of(NULL);
      case "boolean" -> EnumSet.of(BOOLEAN);
      case "integer" -> EnumSet.of(INTEGER);
      case "number" -> EnumSet.of(INTEGER, NUMBER);
      case "string" -> EnumSet.of(STRING);
      case "array" -> EnumSet.of(ARRAY);
      case "object" -> EnumSet.of(OBJECT);
      default -> throw new IllegalStateException("The meta-schema knows no type " + name);
    };
  }

  static JsonType of(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> NULL;
      case BOOLEAN -> BOOLEAN;
      case NUMBER -> value.decimalValue().stripTrailingZeros().scale() <= 0 ? INTEGER : NUMBER;
      case STRING -> STRING;
      case ARRAY -> ARRAY;
      case OBJECT -> OBJECT;
      case BINARY, MISSING, POJO -> throw new IllegalArgumentException("No JSON value: " + value);
    };
  }
}
