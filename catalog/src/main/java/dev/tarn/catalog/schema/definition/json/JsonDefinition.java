package dev.tarn.catalog.schema.definition.json;

import dev.tarn.catalog.schema.definition.CanonicalJson;
import dev.tarn.catalog.schema.definition.ParsedDefinition;
import java.util.List;
import software.amazon.awssdk.services.glue.model.Column;

/** A JSON Schema definition. */
final class JsonDefinition implements ParsedDefinition {
  private final JsonDocument document;

  JsonDefinition(JsonDocument document) {
    this.document = document;
  }

  @Override
  public String canonical() {
    return CanonicalJson.text(document.root());
  }

  @Override
  public List<String> obstaclesToReading(ParsedDefinition writer) {
    return new JsonContainment(document, ((JsonDefinition) writer).document).obstacles();
  }

  @Override
  public List<Column> columns() {
    return new JsonColumns(document).columns();
  }
}
