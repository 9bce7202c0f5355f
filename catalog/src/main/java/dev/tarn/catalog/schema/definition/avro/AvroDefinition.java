package dev.tarn.catalog.schema.definition.avro;

import dev.tarn.catalog.schema.definition.CanonicalJson;
import dev.tarn.catalog.schema.definition.InvalidDefinitionException;
import dev.tarn.catalog.schema.definition.ParsedDefinition;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityResult;
import software.amazon.awssdk.services.glue.model.Column;

/** An AVRO definition. */
final class AvroDefinition implements ParsedDefinition {
  private final Schema schema;

  AvroDefinition(Schema schema) {
    this.schema = schema;
  }

  /**
   * Layout and the order of members do not count; documentation, defaults and aliases do, unlike in
   * Avro's parsing canonical form, because readers depend on them.
   */
  @Override
  public String canonical() {
    try {
      return CanonicalJson.text(CanonicalJson.parse(schema.toString()));
    } catch (InvalidDefinitionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<String> obstaclesToReading(ParsedDefinition writer) {
    SchemaCompatibilityResult result =
        SchemaCompatibility.checkReaderWriterCompatibility(schema, ((AvroDefinition) writer).schema)
            .getResult();
    return result.getIncompatibilities().stream()
        .map(problem ->
            problem.getLocation() + ": " + problem.getType() + ", " + problem.getMessage())
        .toList();
  }

  @Override
  public List<Column> columns() {
    return AvroColumns.of(schema);
  }
}
