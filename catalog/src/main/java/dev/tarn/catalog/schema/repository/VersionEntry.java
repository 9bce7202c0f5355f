package dev.tarn.catalog.schema.repository;

import java.util.List;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.SchemaVersionStatus;

/**
 * A version of a schema and what is attached to it.
 *
 * @param metadata in the order in which it was attached
 */
public record VersionEntry(GetSchemaVersionResponse version, List<MetadataEntry> metadata) {
  public VersionEntry {
    metadata = List.copyOf(metadata);
  }

  public long number() {
    return version.versionNumber();
  }

  public String id() {
    return version.schemaVersionId();
  }

  public String definition() {
    return version.schemaDefinition();
  }

  public boolean isAvailable() {
    return version.status() == SchemaVersionStatus.AVAILABLE;
  }

  public VersionEntry withMetadata(List<MetadataEntry> changed) {
    return new VersionEntry(version, changed);
  }
}
