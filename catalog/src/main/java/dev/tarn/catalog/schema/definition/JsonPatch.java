package dev.tarn.catalog.schema.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The difference between two JSON values as RFC 6902 operations that turn the one into the other.
 */
public final class JsonPatch {
  private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();

  private JsonPatch() {}

  /** An array of operations; empty when the values are equal. */
  public static ArrayNode between(JsonNode from, JsonNode to) {
    JsonPatch patch = new JsonPatch();
    patch.diff("", from, to);
    return patch.operations;
  }

  private void diff(String path, JsonNode from, JsonNode to) {
    if (from.equals(to)) {
      return;
    }
    if (from.isObject() && to.isObject()) {
      diffObjects(path, from, to);
    } else if (from.isArray() && to.isArray()) {
      diffArrays(path, from, to);
    } else {
      add("replace", path, to);
    }
  }

  private void diffObjects(String path, JsonNode from, JsonNode to) {
    for (Map.Entry<String, JsonNode> member : from.properties()) {
      String at = path + "/" + escape(member.getKey());
      JsonNode now = to.get(member.getKey());
      if (now == null) {
        add("remove", at, null);
      } else {
        diff(at, member.getValue(), now);
      }
    }
    for (Map.Entry<String, JsonNode> member : to.properties()) {
      if (!from.has(member.getKey())) {
        add("add", path + "/" + escape(member.getKey()), member.getValue());
      }
    }
  }

  /** Equal elements at both ends stay; of the others, as many as there are on both sides change. */
  private void diffArrays(String path, JsonNode from, JsonNode to) {
    int start = 0;
    while (start < from.size() && start < to.size() && from.get(start).equals(to.get(start))) {
      start++;
    }
    int fromEnd = from.size();
    int toEnd = to.size();
    while (fromEnd > start && toEnd > start && from.get(fromEnd - 1).equals(to.get(toEnd - 1))) {
      fromEnd--;
      toEnd--;
    }
    int common = Math.min(fromEnd, toEnd);
    for (int i = start; i < common; i++) {
      diff(path + "/" + i, from.get(i), to.get(i));
    }
    for (int i = common; i < toEnd; i++) {
      add("add", path + "/" + i, to.get(i));
    }
    for (int i = common; i < fromEnd; i++) {
      add("remove", path + "/" + common, null);
    }
  }

  private void add(String operation, String path, @Nullable JsonNode value) {
    ObjectNode entry = operations.addObject().put("op", operation).put("path", path);
    if (value != null) {
      entry.set("value", value);
    }
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
