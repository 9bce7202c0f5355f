package dev.tarn.catalog.schema.repository;

import dev.tarn.catalog.file.CatalogStorage;
import dev.tarn.catalog.repository.CatalogWrite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.MetadataInfo;

/**
 * All registries and schemas. Reading never waits. Every change happens inside {@link #write}, one
 * at a time, and is kept before it can be read.
 */
public final class SchemaRepository {
  private final SchemaFiles files;
  private final ReentrantLock lock = new ReentrantLock();
  private final ConcurrentSkipListMap<String, RegistryEntry> registries =
      new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<SchemaKey, SchemaEntry> schemas =
      new ConcurrentSkipListMap<>();

  /** Where each version is, by its id. */
  private final ConcurrentHashMap<String, Place> places = new ConcurrentHashMap<>();

  private record Place(SchemaKey schema, long version) {}

  private SchemaRepository(SchemaFiles files) {
    this.files = files;
  }

  /**
   * Reads what the directory holds.
   *
   * @throws IOException naming the file that is unreadable
   */
  public static SchemaRepository load(Path directory, CatalogStorage storage) throws IOException {
    SchemaRepository repository = new SchemaRepository(new SchemaFiles(directory, storage));
    SchemaFiles.Contents contents = repository.files.load();
    contents.registries().forEach(entry -> repository.registries.put(entry.name(), entry));
    contents.schemas().forEach(repository::show);
    return repository;
  }

  /** The registries by name. */
  public NavigableMap<String, RegistryEntry> registries() {
    return Collections.unmodifiableNavigableMap(registries);
  }

  /** The schemas of all registries. */
  public NavigableMap<SchemaKey, SchemaEntry> schemas() {
    return Collections.unmodifiableNavigableMap(schemas);
  }

  public Optional<RegistryEntry> registry(String name) {
    return Optional.ofNullable(registries.get(name));
  }

  public Optional<SchemaEntry> schema(SchemaKey key) {
    return Optional.ofNullable(schemas.get(key));
  }

  public Optional<LocatedVersion> version(String id) {
    return Optional.ofNullable(places.get(id))
        .flatMap(place ->
            schema(place.schema())
                .flatMap(schema ->
                    schema
                        .version(place.version())
                        .map(version -> new LocatedVersion(schema, version))));
  }

  /** How many versions all schemas have together. */
  public int versionCount() {
    return places.size();
  }

  /** The latest value of each metadata key of a version, with the earlier ones beside it. */
  public static Map<String, MetadataInfo> metadataByKey(List<MetadataEntry> entries) {
    return MetadataFile.byKey(entries);
  }

  /** Runs a read-modify-write alone. */
  public <T> T write(CatalogWrite<T> write) {
    lock.lock();
    try {
      return CatalogWrite.unchecked(write);
    } finally {
      lock.unlock();
    }
  }

  /** Adds or replaces a registry. Only within a write. */
  public void put(RegistryEntry entry) throws IOException {
    checkHeld();
    RegistryEntry before = registries.get(entry.name());
    if (before == null) {
      files.create(entry);
    } else {
      if (!before.tags().equals(entry.tags())) {
        files.writeTags(entry.name(), entry.tags());
      }
      if (!before.registry().equals(entry.registry())) {
        files.writeRegistry(entry);
      }
    }
    registries.put(entry.name(), entry);
  }

  /** Adds or replaces a schema with its versions. Only within a write. */
  public void put(SchemaEntry entry) throws IOException {
    checkHeld();
    SchemaEntry before = schemas.get(entry.key());
    if (before == null) {
      files.create(entry);
    } else {
      update(before, entry);
    }
    show(entry);
  }

  private void update(SchemaEntry before, SchemaEntry entry) throws IOException {
    SchemaKey key = entry.key();
    if (!before.tags().equals(entry.tags())) {
      files.writeTags(key, entry.tags());
    }
    for (VersionEntry version : entry.versions().values()) {
      writeVersion(key, version, before.versions().get(version.number()));
    }
    // Before a version is deleted its number must be known to be taken.
    if (!before.schema().equals(entry.schema())) {
      files.writeSchema(entry);
    }
    for (VersionEntry gone : before.versions().values()) {
      if (!entry.versions().containsKey(gone.number())) {
        files.deleteVersion(key, gone.number());
        places.remove(gone.id());
      }
    }
  }

  private void writeVersion(SchemaKey key, VersionEntry version, @Nullable VersionEntry before)
      throws IOException {
    if (before == null) {
      files.writeVersion(key, version);
    }
    List<MetadataEntry> metadataBefore = before == null ? List.of() : before.metadata();
    if (!version.metadata().equals(metadataBefore)) {
      files.writeMetadata(key, version);
    }
  }

  /** The schema first, so that an id that is found leads to its version. */
  private void show(SchemaEntry entry) {
    schemas.put(entry.key(), entry);
    entry
        .versions()
        .values()
        .forEach(version -> places.put(version.id(), new Place(entry.key(), version.number())));
  }

  /** Removes a schema with its versions. Only within a write. */
  public void remove(SchemaKey key) throws IOException {
    checkHeld();
    files.discardSchema(key);
    hide(key);
  }

  /** Removes a registry with its schemas. Only within a write. */
  public void remove(String registry) throws IOException {
    checkHeld();
    files.discardRegistry(registry);
    registries.remove(registry);
    schemas.tailMap(new SchemaKey(registry, "")).keySet().stream()
        .takeWhile(key -> key.registry().equals(registry))
        .toList()
        .forEach(this::hide);
  }

  private void hide(SchemaKey key) {
    SchemaEntry gone = schemas.remove(key);
    if (gone != null) {
      gone.versions().values().forEach(version -> places.remove(version.id()));
    }
  }

  private void checkHeld() {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("Changes belong inside a write");
    }
  }
}
