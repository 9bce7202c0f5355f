package dev.tarn.catalog.schema.definition.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keywords of numbers and strings, in one place of the reader's schema. */
final class JsonScalarRules {
  private final String path;
  private final JsonNode schema;
  private final JsonConjunction written;
  private final List<String> found = new ArrayList<>();

  JsonScalarRules(String path, JsonNode schema, JsonConjunction written) {
    this.path = path;
    this.schema = schema;
    this.written = written;
  }

  List<String> obstacles() {
    Set<JsonType> types = written.types();
    if (types.contains(JsonType.NUMBER) || types.contains(JsonType.INTEGER)) {
      upperBound();
      lowerBound();
      multiple(types);
    }
    if (types.contains(JsonType.STRING)) {
      atMost(path, schema, written, "maxLength", found);
      atLeast(path, schema, written, "minLength", found);
      for (String keyword : List.of("pattern", "format")) {
        if (schema.has(keyword) && !written.states(keyword, schema.get(keyword))) {
          found.add(path + ": " + keyword + " is new or changed");
        }
      }
    }
    return found;
  }

  static void atMost(
      String path, JsonNode schema, JsonConjunction written, String keyword, List<String> found) {
    if (schema.has(keyword)
        && written
            .least(keyword)
            .filter(limit -> limit.compareTo(schema.get(keyword).decimalValue()) <= 0)
            .isEmpty()) {
      found.add(path + ": " + keyword + " is new or lower");
    }
  }

  static void atLeast(
      String path, JsonNode schema, JsonConjunction written, String keyword, List<String> found) {
    BigDecimal limit = schema.path(keyword).decimalValue();
    if (written.greatest(keyword).orElse(BigDecimal.ZERO).compareTo(limit) < 0) {
      found.add(path + ": " + keyword + " is new or higher");
    }
  }

  private void upperBound() {
    JsonBound limit = JsonBound.upper(schema);
    Optional<JsonBound> known =
        written.parts().stream().map(JsonBound::upper).reduce(JsonBound::stricterUpper);
    if (limit.exists() && !known.orElse(JsonBound.NONE).isWithinUpper(limit)) {
      found.add(path + ": maximum is new or lower");
    }
  }

  private void lowerBound() {
    JsonBound limit = JsonBound.lower(schema);
    Optional<JsonBound> known =
        written.parts().stream().map(JsonBound::lower).reduce(JsonBound::stricterLower);
    if (limit.exists() && !known.orElse(JsonBound.NONE).isWithinLower(limit)) {
      found.add(path + ": minimum is new or higher");
    }
  }

  private void multiple(Set<JsonType> types) {
    JsonNode step = schema.get("multipleOf");
    if (step == null) {
      return;
    }
    boolean known =
        written.parts().stream()
            .map(part -> part.path("multipleOf"))
            .filter(JsonNode::isNumber)
            .anyMatch(other -> divides(step, other.decimalValue()));
    boolean whole = !types.contains(JsonType.NUMBER) && divides(step, BigDecimal.ONE);
    if (!known && !whole) {
      found.add(path + ": multipleOf is new or changed");
    }
  }

  private static boolean divides(JsonNode step, BigDecimal value) {
    return value.remainder(step.decimalValue()).signum() == 0;
  }
}
