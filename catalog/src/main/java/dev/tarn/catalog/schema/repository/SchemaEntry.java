package dev.tarn.catalog.schema.repository;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.glue.model.GetSchemaResponse;

/**
 * A schema, its tags and its versions by number. Of the schema's own numbers the checkpoint and the
 * next version count as kept; the latest version follows from the versions.
 */
public record SchemaEntry(
    GetSchemaResponse schema, Map<String, String> tags, NavigableMap<Long, VersionEntry> versions) {

  public SchemaEntry {
    tags = Map.copyOf(tags);
    versions = Collections.unmodifiableNavigableMap(new TreeMap<>(versions));
  }

  public SchemaKey key() {
    return new SchemaKey(schema.registryName(), schema.schemaName());
  }

  /** What GetSchema answers. */
  public GetSchemaResponse described() {
    return schema.toBuilder()
        .latestSchemaVersion(latest().map(VersionEntry::number).orElse(0L))
        .nextSchemaVersion(nextVersion())
        .build();
  }

  /**
   * The latest version that can be used. One that failed its compatibility check is never the
   * latest (measured: https://github.com/hashicorp/terraform-provider-aws/issues/35152).
   */
  public Optional<VersionEntry> latest() {
    return versions.descendingMap().values().stream().filter(VersionEntry::isAvailable).findFirst();
  }

  public Optional<VersionEntry> version(long number) {
    return Optional.ofNullable(versions.get(number));
  }

  /** The number of the next version; numbers of deleted versions are not used again. */
  public long nextVersion() {
    Long kept = schema.nextSchemaVersion();
    long following = versions.isEmpty() ? 1 : versions.lastKey() + 1;
    return Math.max(kept == null ? 1 : kept, following);
  }

  public SchemaEntry withSchema(GetSchemaResponse changed) {
    return new SchemaEntry(changed, tags, versions);
  }

  public SchemaEntry withTags(Map<String, String> changed) {
    return new SchemaEntry(schema, changed, versions);
  }

  /** With the version added or replaced. */
  public SchemaEntry withVersion(VersionEntry version) {
    NavigableMap<Long, VersionEntry> changed = new TreeMap<>(versions);
    changed.put(version.number(), version);
    return new SchemaEntry(schema, tags, changed);
  }

  /** Without the version, whose number stays taken. */
  public SchemaEntry withoutVersion(long number) {
    NavigableMap<Long, VersionEntry> changed = new TreeMap<>(versions);
    changed.remove(number);
    return new SchemaEntry(
        schema.toBuilder().nextSchemaVersion(nextVersion()).build(), tags, changed);
  }
}
