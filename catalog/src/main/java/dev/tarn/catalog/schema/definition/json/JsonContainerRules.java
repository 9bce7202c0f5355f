package dev.tarn.catalog.schema.definition.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The keywords of objects and arrays, in one place of the reader's schema. */
final class JsonContainerRules {
  private final JsonContainment containment;
  private final String path;
  private final JsonNode schema;
  private final JsonConjunction written;
  private final List<String> found = new ArrayList<>();

  JsonContainerRules(
      JsonContainment containment, String path, JsonNode schema, JsonConjunction written) {
    this.containment = containment;
    this.path = path;
    this.schema = schema;
    this.written = written;
  }

  List<String> obstacles() {
    if (written.types().contains(JsonType.OBJECT)) {
      counts();
      for (JsonNode name : schema.path("required")) {
        if (!written.required().contains(name.asText())) {
          found.add(path + "/required: " + name + " was optional");
        }
      }
      properties();
      patternProperties();
      add(
          "/additionalProperties",
          JsonSchemas.otherProperties(schema),
          written.inside(JsonSchemas::otherProperties));
    }
    if (written.types().contains(JsonType.ARRAY)) {
      array();
    }
    return found;
  }

  private void add(String place, JsonNode read, JsonNode was) {
    found.addAll(containment.obstacles(path + place, read, was));
  }

  private void counts() {
    BigDecimal least = schema.path("minProperties").decimalValue();
    BigDecimal sure = BigDecimal.valueOf(written.required().size());
    if (written.greatest("minProperties").orElse(BigDecimal.ZERO).max(sure).compareTo(least) < 0) {
      found.add(path + ": minProperties is new or higher");
    }
    JsonScalarRules.atMost(path, schema, written, "maxProperties", found);
  }

  private void properties() {
    Set<String> names = new LinkedHashSet<>(JsonSchemas.names(schema.path("properties")));
    names.addAll(written.names("properties"));
    for (String name : names) {
      add(
          "/properties/" + name,
          JsonSchemas.property(schema, name),
          written.inside(part -> JsonSchemas.property(part, name)));
    }
  }

  /** Names that match patterns of both sides are held against each pair of them. */
  private void patternProperties() {
    Set<String> patterns = JsonSchemas.names(schema.path("patternProperties"));
    Set<String> writtenPatterns = written.names("patternProperties");
    for (String pattern : patterns) {
      add(
          "/patternProperties/" + pattern,
          JsonSchemas.patternProperty(schema, pattern),
          written.inside(part -> JsonSchemas.patternProperty(part, pattern)));
    }
    for (String pattern : writtenPatterns) {
      if (patterns.contains(pattern)) {
        continue;
      }
      JsonNode was = written.inside(part -> JsonSchemas.patternProperty(part, pattern));
      add("/additionalProperties", JsonSchemas.otherProperties(schema), was);
      for (String other : patterns) {
        add("/patternProperties/" + other, JsonSchemas.patternProperty(schema, other), was);
      }
    }
  }

  private void array() {
    JsonScalarRules.atMost(path, schema, written, "maxItems", found);
    JsonScalarRules.atLeast(path, schema, written, "minItems", found);
    JsonNode unique = schema.path("uniqueItems");
    if (unique.asBoolean() && !written.states("uniqueItems", unique)) {
      found.add(path + ": uniqueItems is new");
    }
    int described = Math.max(JsonSchemas.tupleSize(schema), written.tupleSize());
    long most = written.least("maxItems").map(BigDecimal::longValue).orElse(Long.MAX_VALUE);
    for (int i = 0; i <= described && i < most; i++) {
      int index = i;
      add(
          "/items" + (i < described ? "/" + i : ""),
          JsonSchemas.item(schema, index),
          written.inside(part -> JsonSchemas.item(part, index)));
    }
  }
}
