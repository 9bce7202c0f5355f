package dev.tarn.catalog.schema.definition.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds containment against a validator, on random schemas and random values. */
final class JsonContainmentTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> NAMES = List.of("a", "ab", "b");
  private static final SchemaRegistry VALIDATORS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

  private final Random random = new Random(20260302);

  /** Without oneOf: its alternatives are taken to exclude each other, which random ones do not. */
  @Test
  void nothingThatTheWriterAcceptsIsRefusedByACompatibleReader() {
    int compatible = 0;
    int accepted = 0;
    for (int i = 0; i < 8_000; i++) {
      JsonNode written = schema(2);
      JsonNode read = random.nextInt(4) == 0 ? schema(2) : loosened(written);
      if (!obstacles(read, written).isEmpty()) {
        continue;
      }
      compatible++;
      Schema writer = VALIDATORS.getSchema(written);
      Schema reader = VALIDATORS.getSchema(read);
      for (int j = 0; j < 25; j++) {
        JsonNode value = value(2);
        if (writer.validate(value).isEmpty()) {
          accepted++;
          assertThat(reader.validate(value)).as("%s in %s and %s", value, written, read).isEmpty();
        }
      }
    }
    assertThat(compatible).isGreaterThan(1500);
    assertThat(accepted).isGreaterThan(4_000);
  }

  @Test
  void everySchemaContainsItself() {
    for (int i = 0; i < 2000; i++) {
      JsonNode schema = schema(3);

      assertThat(obstacles(schema, schema.deepCopy())).as("%s", schema).isEmpty();
    }
  }

  private static List<String> obstacles(JsonNode read, JsonNode written) {
    return new JsonContainment(new JsonDocument(read), new JsonDocument(written)).obstacles();
  }

  private JsonNode schema(int depth) {
    ObjectNode schema = NODES.objectNode();
    switch (random.nextInt(depth == 0 ? 5 : 9)) {
      case 0 -> schema.put("type", "integer").put("minimum", random.nextInt(4));
      case 1 -> schema.put("type", "number").put("exclusiveMaximum", random.nextInt(4));
      case 2 -> schema.put("type", "string").put("maxLength", random.nextInt(4));
      case 3 -> schema.putArray("enum").add("x").add(random.nextInt(3));
      case 4 -> schema.putArray("type").add("null").add(random.nextBoolean() ? "string" : "number");
      case 5, 6 -> object(schema, depth);
      case 7 -> {
        schema.put("type", "array").set("items", schema(depth - 1));
        schema.put("maxItems", random.nextInt(4));
      }
      default -> {
        ArrayNode parts = schema.putArray(random.nextBoolean() ? "anyOf" : "allOf");
        parts.add(schema(depth - 1)).add(schema(depth - 1));
      }
    }
    return schema;
  }

  private void object(ObjectNode schema, int depth) {
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (String name : NAMES) {
      if (random.nextInt(3) > 0) {
        properties.set(name, schema(depth - 1));
      }
    }
    if (random.nextInt(3) == 0) {
      schema.putObject("patternProperties").set("^a", schema(depth - 1));
    }
    switch (random.nextInt(3)) {
      case 0 -> schema.put("additionalProperties", false);
      case 1 -> schema.set("additionalProperties", schema(depth - 1));
      default -> schema.put("minProperties", random.nextInt(2));
    }
    if (random.nextBoolean()) {
      schema.putArray("required").add("a");
    }
  }

  /** Something else, that often but not always accepts as much. */
  private JsonNode loosened(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    if (copy instanceof ObjectNode object) {
      switch (random.nextInt(5)) {
        case 0 -> object.remove("required");
        case 1 -> object.remove("maxItems");
        case 2 -> {
          if (object.has("minimum")) {
            object.put("minimum", random.nextInt(4));
          }
        }
        case 3 -> {
          if (object.has("properties")) {
            ObjectNode properties = (ObjectNode) object.get("properties");
            properties.set(NAMES.get(random.nextInt(NAMES.size())), schema(1));
          }
        }
        default -> {
          if (object.has("properties")) {
            ((ObjectNode) object.get("properties")).remove(NAMES.get(random.nextInt(3)));
          }
        }
      }
    }
    return copy;
  }

  private JsonNode value(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0 -> NODES.numberNode(random.nextInt(5));
      case 1 -> NODES.numberNode(random.nextInt(8) / 2.0);
      case 2 -> NODES.textNode("xxxx".substring(random.nextInt(5)));
      case 3 -> NODES.nullNode();
      case 4 -> NODES.booleanNode(random.nextBoolean());
      case 5 -> {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(value(depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = NODES.objectNode();
        for (String name : List.of("a", "ab", "b", "ac", "z")) {
          if (random.nextInt(2) == 0) {
            object.set(name, value(depth - 1));
          }
        }
        yield object;
      }
    };
  }
}
