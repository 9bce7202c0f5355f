package dev.tarn.catalog.schema;

import dev.tarn.catalog.schema.repository.LocatedVersion;
import dev.tarn.catalog.schema.repository.MetadataEntry;
import dev.tarn.catalog.schema.repository.SchemaRepository;
import dev.tarn.catalog.schema.repository.VersionEntry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.MetadataInfo;
import software.amazon.awssdk.services.glue.model.MetadataKeyValuePair;
import software.amazon.awssdk.services.glue.model.PutSchemaVersionMetadataRequest;
import software.amazon.awssdk.services.glue.model.PutSchemaVersionMetadataResponse;
import software.amazon.awssdk.services.glue.model.QuerySchemaVersionMetadataRequest;
import software.amazon.awssdk.services.glue.model.QuerySchemaVersionMetadataResponse;
import software.amazon.awssdk.services.glue.model.RemoveSchemaVersionMetadataRequest;
import software.amazon.awssdk.services.glue.model.RemoveSchemaVersionMetadataResponse;
import software.amazon.awssdk.services.glue.model.SchemaVersionNumber;

/** Keys and values attached to versions: put, query, remove. */
final class SchemaMetadataOperations {
  /** <a href="https://docs.aws.amazon.com/general/latest/gr/glue.html">Quota</a> of a version. */
  private static final int MOST_ENTRIES = 10;

  private static final int LARGEST_PAGE = 50;

  private final SchemaRepository repository;
  private final SchemaLookup lookup;
  private final Clock clock;

  SchemaMetadataOperations(SchemaRepository repository, SchemaLookup lookup, Clock clock) {
    this.repository = repository;
    this.lookup = lookup;
    this.clock = clock;
  }

  PutSchemaVersionMetadataResponse putSchemaVersionMetadata(
      PutSchemaVersionMetadataRequest request) {
    Pair pair = Pair.of(request.metadataKeyValue());
    LocatedVersion located =
        repository.write(() -> {
          LocatedVersion found =
              lookup.version(
                  request.schemaId(), request.schemaVersionNumber(), request.schemaVersionId());
          List<MetadataEntry> entries = new ArrayList<>(found.version().metadata());
          if (entries.stream().anyMatch(pair::matches)) {
            throw RegistryErrors.alreadyExists(
                "Resource already exist for schema version id: "
                    + found.version().id()
                    + ", metadata key: "
                    + pair.key()
                    + ", metadata value: "
                    + pair.value());
          }
          if (entries.size() >= MOST_ENTRIES) {
            throw RegistryErrors.limitExceeded(
                "Your resource limits for Schema Version Metadata have been exceeded.");
          }
          entries.add(new MetadataEntry(pair.key(), pair.value(), RegistryTime.now(clock)));
          replace(found, entries);
          return found;
        });
    return PutSchemaVersionMetadataResponse.builder()
        .schemaArn(request.schemaId() == null ? null : request.schemaId().schemaArn())
        .schemaName(request.schemaId() == null ? null : request.schemaId().schemaName())
        .registryName(request.schemaId() == null ? null : request.schemaId().registryName())
        .latestVersion(isLatest(request.schemaVersionNumber()))
        .versionNumber(number(request.schemaVersionNumber()))
        .schemaVersionId(located.version().id())
        .metadataKey(pair.key())
        .metadataValue(pair.value())
        .build();
  }

  RemoveSchemaVersionMetadataResponse removeSchemaVersionMetadata(
      RemoveSchemaVersionMetadataRequest request) {
    Pair pair = Pair.of(request.metadataKeyValue());
    LocatedVersion located =
        repository.write(() -> {
          LocatedVersion found =
              lookup.version(
                  request.schemaId(), request.schemaVersionNumber(), request.schemaVersionId());
          List<MetadataEntry> entries = new ArrayList<>(found.version().metadata());
          if (!entries.removeIf(pair::matches)) {
            throw RegistryErrors.notFound(
                "Resource is not found for schema version id: "
                    + found.version().id()
                    + ", metadata key: "
                    + pair.key()
                    + ", metadata value: "
                    + pair.value());
          }
          replace(found, entries);
          return found;
        });
    return RemoveSchemaVersionMetadataResponse.builder()
        .schemaArn(request.schemaId() == null ? null : request.schemaId().schemaArn())
        .schemaName(request.schemaId() == null ? null : request.schemaId().schemaName())
        .registryName(request.schemaId() == null ? null : request.schemaId().registryName())
        .latestVersion(isLatest(request.schemaVersionNumber()))
        .versionNumber(number(request.schemaVersionNumber()))
        .schemaVersionId(located.version().id())
        .metadataKey(pair.key())
        .metadataValue(pair.value())
        .build();
  }

  private void replace(LocatedVersion located, List<MetadataEntry> entries) throws IOException {
    VersionEntry changed = located.version().withMetadata(entries);
    repository.put(located.schema().withVersion(changed));
  }

  /** The answer repeats how the version was named. */
  private static boolean isLatest(@Nullable SchemaVersionNumber number) {
    return number != null && Boolean.TRUE.equals(number.latestVersion());
  }

  /** Zero when the version was named otherwise. */
  private static Long number(@Nullable SchemaVersionNumber number) {
    return number == null || number.versionNumber() == null ? 0L : number.versionNumber();
  }

  QuerySchemaVersionMetadataResponse querySchemaVersionMetadata(
      QuerySchemaVersionMetadataRequest request) {
    RegistryRules.page(request.maxResults(), LARGEST_PAGE);
    VersionEntry version =
        lookup
            .version(request.schemaId(), request.schemaVersionNumber(), request.schemaVersionId())
            .version();
    List<MetadataEntry> entries =
        version.metadata().stream()
            .filter(entry -> isWanted(entry, request.metadataList()))
            .toList();
    NavigableMap<String, Map.Entry<String, MetadataInfo>> byKey = new TreeMap<>();
    SchemaRepository.metadataByKey(entries)
        .forEach((key, info) -> byKey.put(key, Map.entry(key, info)));
    ListingPage<Map.Entry<String, MetadataInfo>> page =
        ListingPage.of(
            byKey,
            request.nextToken(),
            request.maxResults(),
            new ListingPage.TokenKey<>(Function.identity(), Function.identity()));
    Map<String, MetadataInfo> shown = new LinkedHashMap<>();
    page.items().forEach(item -> shown.put(item.getKey(), item.getValue()));
    return QuerySchemaVersionMetadataResponse.builder()
        .metadataInfoMap(shown)
        .schemaVersionId(version.id())
        .nextToken(page.nextToken())
        .build();
  }

  /** With search pairs, one must match: by its key, its value, or both, whatever it has. */
  private static boolean isWanted(MetadataEntry entry, List<MetadataKeyValuePair> wanted) {
    return wanted.isEmpty()
        || wanted.stream()
            .anyMatch(pair ->
                (pair.metadataKey() == null || pair.metadataKey().equals(entry.key()))
                    && (pair.metadataValue() == null
                        || pair.metadataValue().equals(entry.value())));
  }

  /** A checked key and value. */
  private record Pair(String key, String value) {
    static Pair of(@Nullable MetadataKeyValuePair given) {
      MetadataKeyValuePair pair = RegistryRules.required("metadataKeyValue", given);
      return new Pair(
          RegistryRules.metadataKey(pair.metadataKey()),
          RegistryRules.metadataValue(pair.metadataValue()));
    }

    boolean matches(MetadataEntry entry) {
      return entry.key().equals(key) && entry.value().equals(value);
    }
  }
}
