package dev.tarn.catalog.schema.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JsonPatchTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Test
  void turnsTheFirstIntoTheSecond() {
    Random random = new Random(20260301);
    for (int i = 0; i < 3000; i++) {
      JsonNode from = value(random, 3);
      JsonNode to = random.nextBoolean() ? value(random, 3) : changed(from, random);

      assertThat(apply(from, JsonPatch.between(from, to))).isEqualTo(to);
    }
  }

  @Test
  void saysNothingOfEqualValues() {
    JsonNode value = value(new Random(7), 3);

    assertThat(JsonPatch.between(value, value.deepCopy())).isEmpty();
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 5)) {
      case 0 -> NODES.numberNode(random.nextInt(3));
      case 1 -> NODES.textNode("t" + random.nextInt(3));
      case 2 -> NODES.nullNode();
      case 3 -> {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(5); i > 0; i--) {
          array.add(value(random, depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.set(name(random), value(random, depth - 1));
        }
        yield object;
      }
    };
  }

  private static String name(Random random) {
    return new String[] {"a", "b/c", "d~e", ""}[random.nextInt(4)];
  }

  private static JsonNode changed(JsonNode value, Random random) {
    JsonNode copy = value.deepCopy();
    if (copy instanceof ArrayNode array && !array.isEmpty()) {
      array.remove(random.nextInt(array.size()));
      array.insert(random.nextInt(array.size() + 1), value(random, 1));
    } else if (copy instanceof ObjectNode object) {
      object.set(name(random), value(random, 1));
    }
    return copy;
  }

  private static JsonNode apply(JsonNode from, ArrayNode patch) {
    ObjectNode holder = NODES.objectNode();
    holder.set("root", from.deepCopy());
    for (JsonNode operation : patch) {
      JsonPointer pointer = JsonPointer.compile("/root" + operation.get("path").asText());
      JsonNode parent = holder.at(pointer.head());
      String last = pointer.last().getMatchingProperty();
      JsonNode value = operation.get("value");
      switch (operation.get("op").asText()) {
        case "add" -> {
          if (parent instanceof ArrayNode array) {
            array.insert(Integer.parseInt(last), value);
          } else {
            ((ObjectNode) parent).set(last, value);
          }
        }
        case "replace" -> {
          if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(last), value);
          } else {
            ((ObjectNode) parent).set(last, value);
          }
        }
        case "remove" -> {
          if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(last));
          } else {
            ((ObjectNode) parent).remove(last);
          }
        }
        default -> throw new AssertionError(operation);
      }
    }
    return holder.get("root");
  }
}
