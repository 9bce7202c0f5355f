package dev.tarn.catalog.schema.definition.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Schema objects of the writer that all hold at once, without alternatives: what is known of the
 * values that were written.
 */
record JsonConjunction(List<JsonNode> parts) {
  private static final Set<JsonType> FINITE = EnumSet.of(JsonType.NULL, JsonType.BOOLEAN);

  Set<JsonType> types() {
    Set<JsonType> types = EnumSet.allOf(JsonType.class);
    parts.forEach(part -> types.retainAll(JsonSchemas.types(part)));
    return types;
  }

  /** All values there are, when the schema enumerates them. */
  Optional<List<JsonNode>> values() {
    List<JsonNode> values = null;
    for (JsonNode part : parts) {
      if (part.has("const")) {
        values = List.of(part.get("const"));
      } else if (part.has("enum") && values == null) {
        values = new ArrayList<>();
        part.get("enum").forEach(values::add);
      }
    }
    Set<JsonType> types = types();
    if (values == null && FINITE.containsAll(types)) {
      values = new ArrayList<>();
      if (types.contains(JsonType.NULL)) {
        values.add(NullNode.getInstance());
      }
      if (types.contains(JsonType.BOOLEAN)) {
        values.add(BooleanNode.TRUE);
        values.add(BooleanNode.FALSE);
      }
    }
    return Optional.ofNullable(values);
  }

  /** Whether one of the parts has this very keyword and value. */
  boolean states(String keyword, JsonNode value) {
    return parts.stream().anyMatch(part -> value.equals(part.get(keyword)));
  }

  /** The strictest value of an upper limit such as maxLength. */
  Optional<BigDecimal> least(String keyword) {
    return numbers(keyword).min(BigDecimal::compareTo);
  }

  /** The strictest value of a lower limit such as minLength. */
  Optional<BigDecimal> greatest(String keyword) {
    return numbers(keyword).max(BigDecimal::compareTo);
  }

  private Stream<BigDecimal> numbers(String keyword) {
    return parts.stream()
        .map(part -> part.path(keyword))
        .filter(JsonNode::isNumber)
        .map(JsonNode::decimalValue);
  }

  Set<String> required() {
    Set<String> required = new LinkedHashSet<>();
    parts.forEach(part -> part.path("required").forEach(name -> required.add(name.asText())));
    return required;
  }

  /** The names of all members of a keyword such as properties. */
  Set<String> names(String keyword) {
    Set<String> names = new LinkedHashSet<>();
    parts.forEach(part -> names.addAll(JsonSchemas.names(part.path(keyword))));
    return names;
  }

  int tupleSize() {
    return parts.stream().mapToInt(JsonSchemas::tupleSize).max().orElse(0);
  }

  /** The schema of something inside, by what each part says of it. */
  JsonNode inside(Function<JsonNode, JsonNode> lookUp) {
    return JsonSchemas.all(parts.stream().map(lookUp).distinct().toList());
  }
}
