package dev.tarn.catalog.schema.definition.avro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tarn.catalog.schema.definition.CanonicalJson;
import dev.tarn.catalog.schema.definition.DefinitionParser;
import dev.tarn.catalog.schema.definition.InvalidDefinitionException;
import dev.tarn.catalog.schema.definition.ParsedDefinition;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Parses AVRO definitions; names and default values are validated. */
public final class AvroDefinitionParser implements DefinitionParser {
  private static final Set<String> TYPES =
      Arrays.stream(Schema.Type.values()).map(Schema.Type::getName).collect(Collectors.toSet());

  @Override
  public ParsedDefinition parse(String definition) throws InvalidDefinitionException {
    // Avro itself stops reading at the end of the schema and says nothing of what follows.
    refuseUnknownName(CanonicalJson.parse(definition));
    try {
      return new AvroDefinition(new Schema.Parser().parse(definition));
    } catch (AvroRuntimeException e) {
      throw new InvalidDefinitionException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Where all of the schema is an unknown name, Avro 1.12 fails with a NullPointerException. */
  private static void refuseUnknownName(JsonNode root) throws InvalidDefinitionException {
    if (root.isTextual() && !TYPES.contains(root.asText())) {
      throw new InvalidDefinitionException("Undefined name: " + root, null);
    }
    JsonNode type = root.path("type");
    if (type.isTextual() && !TYPES.contains(type.asText()) && !type.asText().equals("error")) {
      throw new InvalidDefinitionException("Type not supported: " + type.asText(), null);
    }
  }
}
