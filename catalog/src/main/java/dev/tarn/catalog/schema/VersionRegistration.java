package dev.tarn.catalog.schema;

import dev.tarn.catalog.schema.definition.ParsedDefinition;
import dev.tarn.catalog.schema.repository.SchemaEntry;
import dev.tarn.catalog.schema.repository.SchemaRepository;
import dev.tarn.catalog.schema.repository.VersionEntry;
import dev.tarn.protocol.IdGenerator;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.glue.model.DataFormat;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.SchemaVersionStatus;

/** Makes definitions into versions. */
final class VersionRegistration {
  private static final Logger log = LoggerFactory.getLogger(VersionRegistration.class);

  /** <a href="https://docs.aws.amazon.com/general/latest/gr/glue.html">Quota</a> of an account. */
  private static final int MOST_VERSIONS = 1000;

  private final SchemaRepository repository;
  private final SchemaDefinitions definitions;
  private final SchemaCompatibility compatibility;
  private final IdGenerator ids;
  private final Clock clock;

  VersionRegistration(
      SchemaRepository repository, SchemaDefinitions definitions, IdGenerator ids, Clock clock) {
    this.repository = repository;
    this.definitions = definitions;
    this.compatibility = new SchemaCompatibility(definitions);
    this.ids = ids;
    this.clock = clock;
  }

  /** Parses a caller's definition. */
  ParsedDefinition checkDefinition(DataFormat format, String definition) {
    return definitions.parseInput(format, RegistryRules.definition(definition));
  }

  /** The first version of a schema that is being created; it has nothing to be checked against. */
  VersionEntry firstVersion(SchemaEntry schema, String definition) {
    checkQuota();
    return version(schema, definition, SchemaVersionStatus.AVAILABLE);
  }

  /**
   * The version that has the definition already, whatever became of it, or else a new one. A new
   * one that is not compatible is kept too, as a failure (measured:
   * https://github.com/streamthoughts/jikkou/issues/593). Only within a write.
   */
  VersionEntry register(SchemaEntry schema, String definition, ParsedDefinition parsed)
      throws IOException {
    Optional<VersionEntry> existing = definitions.find(schema, definition, parsed);
    if (existing.isPresent()) {
      return existing.get();
    }
    checkQuota();
    List<String> obstacles = compatibility.obstacles(schema, parsed);
    VersionEntry version =
        version(
            schema,
            definition,
            obstacles.isEmpty() ? SchemaVersionStatus.AVAILABLE : SchemaVersionStatus.FAILURE);
    repository.put(schema.withVersion(version));
    if (!obstacles.isEmpty()) {
      // Glue's answer has no room for the reason.
      log.info(
          "Version {} of {} is not {} compatible: {}",
          version.number(),
          schema.schema().schemaArn(),
          schema.schema().compatibilityAsString(),
          obstacles);
    }
    return version;
  }

  private void checkQuota() {
    if (repository.versionCount() >= MOST_VERSIONS) {
      throw RegistryErrors.limit("schema versions");
    }
  }

  private VersionEntry version(SchemaEntry schema, String definition, SchemaVersionStatus status) {
    return new VersionEntry(
        GetSchemaVersionResponse.builder()
            .schemaVersionId(ids.newUuid())
            .schemaDefinition(definition)
            .dataFormat(schema.schema().dataFormat())
            .schemaArn(schema.schema().schemaArn())
            .versionNumber(schema.nextVersion())
            .status(status)
            .createdTime(RegistryTime.now(clock))
            .build(),
        List.of());
  }
}
