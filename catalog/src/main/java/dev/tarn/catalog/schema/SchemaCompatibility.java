package dev.tarn.catalog.schema;

import dev.tarn.catalog.schema.definition.ParsedDefinition;
import dev.tarn.catalog.schema.repository.SchemaEntry;
import dev.tarn.catalog.schema.repository.VersionEntry;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.Compatibility;

/**
 * Checks a new version against earlier ones, as the schema's compatibility mode demands (<a
 * href="https://docs.aws.amazon.com/glue/latest/dg/schema-registry.html#schema-registry-compatibility">
 * Schema versioning and compatibility</a>): the modes named ALL against every version from the
 * checkpoint on, the others against the latest one. Versions that failed do not count.
 */
final class SchemaCompatibility {
  private final SchemaDefinitions definitions;

  SchemaCompatibility(SchemaDefinitions definitions) {
    this.definitions = definitions;
  }

  /** Why the definition may not become a version; none when it may. */
  List<String> obstacles(SchemaEntry schema, ParsedDefinition next) {
    Compatibility mode = schema.schema().compatibility();
    return switch (mode) {
      case NONE, UNKNOWN_TO_SDK_VERSION -> List.of();
      case DISABLED -> List.of("Versioning is disabled");
      case BACKWARD -> obstacles(schema, latest(schema), next, true, false);
      case BACKWARD_ALL -> obstacles(schema, all(schema), next, true, false);
      case FORWARD -> obstacles(schema, latest(schema), next, false, true);
      case FORWARD_ALL -> obstacles(schema, all(schema), next, false, true);
      case FULL -> obstacles(schema, latest(schema), next, true, true);
      case FULL_ALL -> obstacles(schema, all(schema), next, true, true);
    };
  }

  private static Stream<VersionEntry> latest(SchemaEntry schema) {
    return schema.latest().stream();
  }

  private static Stream<VersionEntry> all(SchemaEntry schema) {
    Long checkpoint = schema.schema().schemaCheckpoint();
    return schema.versions().tailMap(checkpoint == null ? 0L : checkpoint, true).values().stream()
        .filter(VersionEntry::isAvailable);
  }

  private List<String> obstacles(
      SchemaEntry schema,
      Stream<VersionEntry> versions,
      ParsedDefinition next,
      boolean backward,
      boolean forward) {
    return versions
        .flatMap(version -> {
          ParsedDefinition earlier = definitions.parse(schema, version);
          return Stream.concat(
              backward ? next.obstaclesToReading(earlier).stream() : Stream.empty(),
              forward ? earlier.obstaclesToReading(next).stream() : Stream.empty());
        })
        .toList();
  }
}
