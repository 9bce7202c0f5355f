package dev.tarn.catalog.iceberg;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.SortOrderParser;
import org.apache.iceberg.UnboundPartitionSpec;
import org.apache.iceberg.UnboundSortOrder;
import software.amazon.awssdk.services.glue.model.IcebergPartitionField;
import software.amazon.awssdk.services.glue.model.IcebergPartitionSpec;
import software.amazon.awssdk.services.glue.model.IcebergSchema;
import software.amazon.awssdk.services.glue.model.IcebergSortField;
import software.amazon.awssdk.services.glue.model.IcebergSortOrder;
import software.amazon.awssdk.services.glue.model.IcebergStructField;

/**
 * Glue's Iceberg shapes as Iceberg's own: they mirror the JSON of Iceberg's specification, which
 * Iceberg's parsers then read and judge.
 */
final class IcebergJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private IcebergJson() {}

  static Schema schema(IcebergSchema schema) {
    ObjectNode json = NODES.objectNode().put("type", "struct");
    if (schema.schemaId() != null) {
      json.put("schema-id", schema.schemaId());
    }
    if (schema.hasIdentifierFieldIds()) {
      ArrayNode identifiers = json.putArray("identifier-field-ids");
      schema.identifierFieldIds().forEach(identifiers::add);
    }
    ArrayNode fields = json.putArray("fields");
    schema.fields().forEach(field -> fields.add(field(field)));
    return SchemaParser.fromJson(json);
  }

  private static ObjectNode field(IcebergStructField field) {
    ObjectNode json =
        NODES
            .objectNode()
            .put("id", field.id())
            .put("name", field.name())
            .put("required", field.required());
    json.set("type", DocumentJson.of(field.type()));
    if (field.doc() != null) {
      json.put("doc", field.doc());
    }
    if (field.initialDefault() != null) {
      json.set("initial-default", DocumentJson.of(field.initialDefault()));
    }
    if (field.writeDefault() != null) {
      json.set("write-default", DocumentJson.of(field.writeDefault()));
    }
    return json;
  }

  static UnboundPartitionSpec partitionSpec(IcebergPartitionSpec spec) {
    // Iceberg gives a new specification its id itself.
    ObjectNode json = NODES.objectNode().put("spec-id", spec.specId() == null ? 0 : spec.specId());
    ArrayNode fields = json.putArray("fields");
    for (IcebergPartitionField field : spec.fields()) {
      ObjectNode item =
          fields
              .addObject()
              .put("source-id", field.sourceId())
              .put("transform", field.transform())
              .put("name", field.name());
      if (field.fieldId() != null) {
        item.put("field-id", field.fieldId());
      }
    }
    return PartitionSpecParser.fromJson(json);
  }

  static UnboundSortOrder sortOrder(IcebergSortOrder order) {
    ObjectNode json = NODES.objectNode().put("order-id", order.orderId());
    ArrayNode fields = json.putArray("fields");
    for (IcebergSortField field : order.fields()) {
      fields
          .addObject()
          .put("source-id", field.sourceId())
          .put("transform", field.transform())
          .put("direction", field.directionAsString())
          .put("null-order", field.nullOrderAsString());
    }
    return SortOrderParser.fromJson(json);
  }
}
