package dev.tarn.catalog.schema.definition.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Questions about one schema object, each answered from its own keywords alone. */
final class JsonSchemas {
  private JsonSchemas() {}

  /** The JSON types that the schema allows; {@link JsonType#NUMBER} includes integers. */
  static Set<JsonType> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      return JsonType.named(type.asText());
    }
    if (type.isArray()) {
      Set<JsonType> types = EnumSet.noneOf(JsonType.class);
      type.forEach(name -> types.addAll(JsonType.named(name.asText())));
      return types;
    }
    return EnumSet.allOf(JsonType.class);
  }

  static Set<String> names(JsonNode object) {
    Set<String> names = new LinkedHashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** What the schema demands of the property of this name. */
  static JsonNode property(JsonNode schema, String name) {
    List<JsonNode> demands = new ArrayList<>();
    if (schema.path("properties").has(name)) {
      demands.add(schema.get("properties").get(name));
    }
    for (Map.Entry<String, JsonNode> entry : schema.path("patternProperties").properties()) {
      if (finds(entry.getKey(), name)) {
        demands.add(entry.getValue());
      }
    }
    return demands.isEmpty() ? otherProperties(schema) : all(demands);
  }

  /** What the schema demands of properties whose names match this pattern, and are not listed. */
  static JsonNode patternProperty(JsonNode schema, String pattern) {
    JsonNode patterns = schema.path("patternProperties");
    return patterns.has(pattern) ? patterns.get(pattern) : otherProperties(schema);
  }

  /** What the schema demands of properties that it does not mention. */
  static JsonNode otherProperties(JsonNode schema) {
    JsonNode others = schema.get("additionalProperties");
    return others == null ? JsonDocument.anything() : others;
  }

  /** What the schema demands of the array element at this position. */
  static JsonNode item(JsonNode schema, int index) {
    JsonNode items = schema.get("items");
    if (items == null) {
      return JsonDocument.anything();
    }
    if (!items.isArray()) {
      return items;
    }
    if (index < items.size()) {
      return items.get(index);
    }
    JsonNode others = schema.get("additionalItems");
    return others == null ? JsonDocument.anything() : others;
  }

  /** How many array elements the schema describes one by one. */
  static int tupleSize(JsonNode schema) {
    return schema.path("items").isArray() ? schema.get("items").size() : 0;
  }

  /** One schema that demands what all of these do. */
  static JsonNode all(List<JsonNode> schemas) {
    if (schemas.size() == 1) {
      return schemas.getFirst();
    }
    ArrayNode conjunction = JsonNodeFactory.instance.arrayNode();
    conjunction.addAll(schemas);
    return JsonNodeFactory.instance.objectNode().set("allOf", conjunction);
  }

  private static boolean finds(String pattern, String name) {
    try {
      return Pattern.compile(pattern).matcher(name).find();
    } catch (PatternSyntaxException e) {
      // An ECMAScript pattern that Java does not know: assume that it matches nothing listed.
      return false;
    }
  }
}
