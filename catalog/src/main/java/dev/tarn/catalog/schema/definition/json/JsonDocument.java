package dev.tarn.catalog.schema.definition.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.tarn.catalog.schema.definition.InvalidDefinitionException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A whole JSON Schema, in which references are looked up. */
final class JsonDocument {
  /** Keywords whose value is data, not a schema. */
  private static final Set<String> DATA = Set.of("const", "default", "enum", "examples");

  private final JsonNode root;
  private final Map<String, JsonNode> byId = new HashMap<>();

  JsonDocument(JsonNode root) {
    this.root = root;
    index(root);
  }

  JsonNode root() {
    return root;
  }

  private void index(JsonNode node) {
    if (node.isObject()) {
      for (String keyword : new String[] {"$id", "id"}) {
        if (node.path(keyword).isTextual()) {
          byId.put(node.get(keyword).asText(), node);
        }
      }
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!DATA.contains(member.getKey())) {
        index(member.getValue());
      }
    }
    if (node.isArray()) {
      node.forEach(this::index);
    }
  }

  /** Every reference must lead somewhere inside the document, and not only to references. */
  void checkReferences() throws InvalidDefinitionException {
    check(root);
  }

  private void check(JsonNode node) throws InvalidDefinitionException {
    if (isReference(node)) {
      Set<String> followed = new HashSet<>();
      JsonNode target = node;
      while (isReference(target)) {
        String reference = target.get("$ref").asText();
        JsonNode next = lookUp(reference);
        if (next == null) {
          throw new InvalidDefinitionException(
              "failed to resolve reference "
                  + reference
                  + ": only references inside the document are supported",
              null);
        }
        if (!followed.add(reference)) {
          throw new InvalidDefinitionException("reference " + reference + " is circular", null);
        }
        target = next;
      }
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!DATA.contains(member.getKey())) {
        check(member.getValue());
      }
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        check(element);
      }
    }
  }

  /** Up to draft 7 everything beside a reference is ignored. */
  private static boolean isReference(JsonNode node) {
    return node.isObject() && node.path("$ref").isTextual();
  }

  private @Nullable JsonNode lookUp(String reference) {
    if (reference.equals("#")) {
      return root;
    }
    if (reference.startsWith("#/")) {
      String pointer = reference.substring(1).replace("+", "%2B");
      JsonNode target = root.at(URLDecoder.decode(pointer, StandardCharsets.UTF_8));
      return target.isMissingNode() ? null : target;
    }
    return byId.get(reference);
  }

  /** The schema that the node is or refers to. */
  JsonNode resolve(JsonNode node) {
    JsonNode target = node;
    while (isReference(target)) {
      JsonNode next = lookUp(target.get("$ref").asText());
      if (next == null) {
        throw new IllegalStateException("References were checked: " + target);
      }
      target = next;
    }
    return target;
  }

  /** The node of a keyword that is absent: everything is accepted. */
  static JsonNode anything() {
    return BooleanNode.TRUE;
  }
}
