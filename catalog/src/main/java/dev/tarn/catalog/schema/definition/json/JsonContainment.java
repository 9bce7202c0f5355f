package dev.tarn.catalog.schema.definition.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Shows that every value which the writer's schema accepts is accepted by the reader's, keyword by
 * keyword. A new property is an obstacle when the writer was open to any property of that name, as
 * in AWS (<a href="https://github.com/awslabs/aws-glue-schema-registry/issues/172">measured</a>).
 */
final class JsonContainment {
  /** Keywords that are compared as a whole: the writer must have stated the same. */
  private static final List<String> OPAQUE =
      List.of("not", "if", "then", "else", "dependencies", "propertyNames", "contains");

  private static final int DEEPEST = 100;

  private final JsonDocument reader;
  private final JsonDocument writer;
  private final JsonAlternatives alternatives;
  private final Set<List<JsonNode>> assumed = new HashSet<>();
  private final List<List<JsonNode>> assumptions = new ArrayList<>();
  private int depth;

  JsonContainment(JsonDocument reader, JsonDocument writer) {
    this.reader = reader;
    this.writer = writer;
    this.alternatives = new JsonAlternatives(writer);
  }

  List<String> obstacles() {
    return obstacles("#", reader.root(), writer.root());
  }

  /** For a schema within the reader's, and the one of the writer in the same place. */
  List<String> obstacles(String path, JsonNode read, JsonNode written) {
    JsonNode schema = reader.resolve(read);
    List<JsonNode> pair = List.of(schema, written);
    if (assumed.contains(pair)) {
      return List.of();
    }
    if (depth > DEEPEST) {
      return List.of(path + ": too deep to compare");
    }
    Optional<List<JsonConjunction>> choices = alternatives.of(written);
    if (choices.isEmpty()) {
      return List.of(path + ": too many alternatives to compare");
    }
    // What is being shown may be assumed further down: recursive schemas describe finite values.
    assumed.add(pair);
    int before = assumptions.size();
    assumptions.add(pair);
    depth++;
    List<String> found = new ArrayList<>();
    for (JsonConjunction choice : choices.get()) {
      found.addAll(obstacles(path, schema, choice));
    }
    depth--;
    if (!found.isEmpty()) {
      // With this pair falls what was shown with its help.
      List<List<JsonNode>> fallen = assumptions.subList(before, assumptions.size());
      fallen.forEach(assumed::remove);
      fallen.clear();
    }
    return found.stream().distinct().toList();
  }

  private List<String> obstacles(String path, JsonNode schema, JsonConjunction written) {
    if (schema.isBoolean()) {
      return schema.asBoolean() ? List.of() : List.of(path + ": nothing is accepted any more");
    }
    Optional<List<JsonNode>> values = written.values();
    if (values.isPresent()) {
      return refusedValues(path, schema, written, values.get());
    }
    List<String> found = new ArrayList<>();
    if (schema.has("enum") || schema.has("const")) {
      found.add(path + ": only listed values are accepted");
    }
    if (!JsonSchemas.types(schema).containsAll(written.types())) {
      found.add(path + ": type is restricted to " + schema.get("type"));
    }
    for (String keyword : OPAQUE) {
      if (schema.has(keyword) && !written.states(keyword, schema.get(keyword))) {
        found.add(path + ": " + keyword + " is new or changed");
      }
    }
    schema
        .path("allOf")
        .forEach(part -> found.addAll(obstacles(path, reader.resolve(part), written)));
    found.addAll(unchosen(path, schema, "anyOf", written));
    found.addAll(unchosen(path, schema, "oneOf", written));
    found.addAll(new JsonScalarRules(path, schema, written).obstacles());
    found.addAll(new JsonContainerRules(this, path, schema, written).obstacles());
    return found;
  }

  /**
   * One alternative must accept all. Alternatives of oneOf are taken to exclude each other, as they
   * are meant to; that they do is not shown.
   */
  private List<String> unchosen(
      String path, JsonNode schema, String keyword, JsonConjunction written) {
    if (!schema.has(keyword)) {
      return List.of();
    }
    for (JsonNode choice : schema.get(keyword)) {
      if (obstacles(path, reader.resolve(choice), written).isEmpty()) {
        return List.of();
      }
    }
    return List.of(path + ": no alternative of " + keyword + " accepts what was written");
  }

  private List<String> refusedValues(
      String path, JsonNode schema, JsonConjunction written, List<JsonNode> values) {
    JsonValueCheck writers = new JsonValueCheck(writer);
    JsonValueCheck readers = new JsonValueCheck(reader);
    List<String> found = new ArrayList<>();
    for (JsonNode value : values) {
      if (written.parts().stream().allMatch(part -> writers.mayAccept(part, value))
          && !readers.accepts(schema, value)) {
        found.add(path + ": value " + value + " is not accepted any more");
      }
    }
    return found;
  }
}
