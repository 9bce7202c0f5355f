package dev.tarn.catalog.schema.definition.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tarn.catalog.schema.definition.CanonicalJson;
import dev.tarn.catalog.schema.definition.DefinitionParser;
import dev.tarn.catalog.schema.definition.InvalidDefinitionException;
import dev.tarn.catalog.schema.definition.ParsedDefinition;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Parses JSON Schema definitions. AWS supports drafts 4, 6 and 7 (<a
 * href="https://docs.aws.amazon.com/glue/latest/dg/schema-registry.html">documentation</a>); one
 * without {@code $schema} is of draft 4, as in the Everit library that AWS uses.
 */
public final class JsonDefinitionParser implements DefinitionParser {
  private static final Set<SpecificationVersion> SUPPORTED =
      EnumSet.of(
          SpecificationVersion.DRAFT_4, SpecificationVersion.DRAFT_6, SpecificationVersion.DRAFT_7);

  /** Filled on first use: only a registry that holds JSON schemas pays for them. */
  private final Map<SpecificationVersion, Schema> metaSchemas =
      new EnumMap<>(SpecificationVersion.class);

  @Override
  public ParsedDefinition parse(String definition) throws InvalidDefinitionException {
    JsonNode root = CanonicalJson.parse(definition);
    if (!root.isObject() && !root.isBoolean()) {
      throw new InvalidDefinitionException(
          "the schema must be an object or a boolean, found: " + root.getNodeType(), null);
    }
    SpecificationVersion draft = draftOf(root);
    List<Error> errors = metaSchema(draft).validate(root);
    if (!errors.isEmpty()) {
      throw new InvalidDefinitionException(
          errors.stream().map(Error::toString).collect(Collectors.joining("; ")), null);
    }
    JsonDocument document = new JsonDocument(root);
    document.checkReferences();
    return new JsonDefinition(document);
  }

  private static SpecificationVersion draftOf(JsonNode root) throws InvalidDefinitionException {
    if (!root.has("$schema")) {
      return root.isBoolean() ? SpecificationVersion.DRAFT_6 : SpecificationVersion.DRAFT_4;
    }
    String url = root.get("$schema").asText();
    return SpecificationVersion.fromDialectId(url)
        .filter(SUPPORTED::contains)
        .orElseThrow(() ->
            new InvalidDefinitionException(
                "could not determine schema version: no meta-schema is known with URL ["
                    + url
                    + "]",
                null));
  }

  private Schema metaSchema(SpecificationVersion draft) {
    synchronized (metaSchemas) {
      return metaSchemas.computeIfAbsent(
          draft,
          version ->
              SchemaRegistry.withDefaultDialect(version)
                  .getSchema(SchemaLocation.of(version.getDialectId())));
    }
  }
}
