package dev.tarn.query.ddl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The current schema, partition spec and properties in an Iceberg table's metadata file. */
record IcebergMetadata(
    List<Field> fields, List<PartitionField> partitionFields, Map<String, String> properties) {

  /** A column; its type is the metadata's own, a text or a nested type's node. */
  record Field(String name, JsonNode type, Optional<String> comment) {}

  /** One field of the default partition spec. */
  record PartitionField(String name, String transform, String column) {}

  static IcebergMetadata of(JsonNode file) {
    Map<Integer, String> names = new HashMap<>();
    List<Field> fields = new ArrayList<>();
    for (JsonNode field :
        current(file, "schemas", "current-schema-id", "schema-id").path("fields")) {
      String name = field.path("name").asText();
      names.put(field.path("id").asInt(), name);
      fields.add(
          new Field(
              name,
              field.path("type"),
              Optional.ofNullable(field.get("doc")).map(JsonNode::asText)));
    }
    List<PartitionField> spec = new ArrayList<>();
    for (JsonNode field :
        current(file, "partition-specs", "default-spec-id", "spec-id").path("fields")) {
      String transform = field.path("transform").asText();
      if (!transform.equals("void")) {
        spec.add(
            new PartitionField(
                field.path("name").asText(),
                transform,
                names.getOrDefault(field.path("source-id").asInt(), "")));
      }
    }
    Map<String, String> properties = new HashMap<>();
    file.path("properties")
        .properties()
        .forEach(property -> properties.put(property.getKey(), property.getValue().asText()));
    return new IcebergMetadata(fields, spec, properties);
  }

  private static JsonNode current(JsonNode file, String list, String currentId, String id) {
    int wanted = file.path(currentId).asInt();
    for (JsonNode node : file.path(list)) {
      if (node.path(id).asInt() == wanted) {
        return node;
      }
    }
    return file.path(list).path(0);
  }
}
