package dev.tarn.catalog.schema.definition.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a schema apart into alternatives without alternatives of their own. */
final class JsonAlternatives {
  private static final int MOST = 256;
  private static final int DEEPEST = 32;

  private final JsonDocument document;

  JsonAlternatives(JsonDocument document) {
    this.document = document;
  }

  /**
   * Every value that the schema accepts satisfies one of these; empty when there are too many of
   * them to look at.
   */
  Optional<List<JsonConjunction>> of(JsonNode schema) {
    List<List<JsonNode>> alternatives = expand(schema, 0);
    return alternatives.size() > MOST
        ? Optional.empty()
        : Optional.of(
            alternatives.stream()
                .map(JsonConjunction::new)
                .filter(conjunction -> !conjunction.types().isEmpty())
                .toList());
  }

  private List<List<JsonNode>> expand(JsonNode reference, int depth) {
    JsonNode schema = document.resolve(reference);
    if (schema.isBoolean()) {
      return schema.asBoolean() ? List.of(List.of()) : List.of();
    }
    List<List<JsonNode>> result = List.of(List.of(schema));
    if (depth >= DEEPEST) {
      return result;
    }
    for (JsonNode part : schema.path("allOf")) {
      result = product(result, expand(part, depth + 1));
    }
    for (String keyword : List.of("anyOf", "oneOf")) {
      if (schema.has(keyword)) {
        List<List<JsonNode>> choices = new ArrayList<>();
        schema.get(keyword).forEach(choice -> choices.addAll(expand(choice, depth + 1)));
        result = product(result, choices);
      }
    }
    return result;
  }

  private static List<List<JsonNode>> product(
      List<List<JsonNode>> left, List<List<JsonNode>> right) {
    List<List<JsonNode>> result = new ArrayList<>();
    for (List<JsonNode> first : left) {
      for (List<JsonNode> second : right) {
        List<JsonNode> both = new ArrayList<>(first);
        both.addAll(second);
        result.add(both);
        if (result.size() > MOST) {
          return result;
        }
      }
    }
    return result;
  }
}
