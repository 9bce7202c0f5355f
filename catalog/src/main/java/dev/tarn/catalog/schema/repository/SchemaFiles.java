package dev.tarn.catalog.schema.repository;

import dev.tarn.catalog.file.CatalogStorage;
import dev.tarn.catalog.file.EntryName;
import dev.tarn.catalog.file.UnreadableCatalogException;
import dev.tarn.storage.AtomicFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.glue.model.GetRegistryResponse;
import software.amazon.awssdk.services.glue.model.GetSchemaResponse;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.GetTagsResponse;

/**
 * Where registries, schemas and versions are kept. The directory of a new registry or schema gets
 * its name when everything is in it, so one under another name was never acknowledged.
 */
final class SchemaFiles {
  private static final String REGISTRY = "registry.json";
  private static final String SCHEMA = "schema.json";
  private static final String TAGS = "tags.json";
  private static final String SCHEMAS = "schemas";
  private static final String VERSIONS = "versions";
  private static final String METADATA_SUFFIX = ".metadata.json";
  private static final String VERSION_SUFFIX = ".json";

  /** No name of an entity is encoded to a directory name that ends like this. */
  private static final String UNFINISHED_SUFFIX = "~new";

  private static final String REGISTRY_KIND = "registry";
  private static final String SCHEMA_KIND = "schema";
  private static final String TAGS_KIND = "tags";
  private static final String VERSION_KIND = "schemaVersion";

  private final Path root;
  private final CatalogStorage storage;
  private final MetadataFile metadata;

  SchemaFiles(Path root, CatalogStorage storage) {
    this.root = root;
    this.storage = storage;
    this.metadata = new MetadataFile(storage);
  }

  /** What a directory of registries holds. */
  record Contents(List<RegistryEntry> registries, List<SchemaEntry> schemas) {}

  Contents load() throws IOException {
    Files.createDirectories(root);
    storage.files().syncDirectory(Objects.requireNonNull(root.getParent()));
    Contents contents = new Contents(new ArrayList<>(), new ArrayList<>());
    for (Path directory : children(root)) {
      if (isFinished(directory, REGISTRY)) {
        loadRegistry(directory, contents);
      }
    }
    return contents;
  }

  private void loadRegistry(Path directory, Contents contents) throws IOException {
    GetRegistryResponse registry =
        storage
            .entities()
            .read(directory.resolve(REGISTRY), REGISTRY_KIND, GetRegistryResponse.class);
    checkPlace(directory, REGISTRY, registry.registryName());
    contents.registries().add(new RegistryEntry(registry, readTags(directory)));
    for (Path schemaDirectory : children(directory.resolve(SCHEMAS))) {
      if (isFinished(schemaDirectory, SCHEMA)) {
        contents.schemas().add(loadSchema(schemaDirectory));
      }
    }
  }

  private SchemaEntry loadSchema(Path directory) throws IOException {
    GetSchemaResponse schema =
        storage.entities().read(directory.resolve(SCHEMA), SCHEMA_KIND, GetSchemaResponse.class);
    checkPlace(directory, SCHEMA, schema.schemaName());
    NavigableMap<Long, VersionEntry> versions = new TreeMap<>();
    for (Path file : children(directory.resolve(VERSIONS))) {
      String name = file.getFileName().toString();
      if (!name.endsWith(METADATA_SUFFIX)) {
        VersionEntry version = loadVersion(file);
        if (!name.equals(version.number() + VERSION_SUFFIX)) {
          throw new UnreadableCatalogException(
              file, "version " + version.number() + " does not belong in this file");
        }
        versions.put(version.number(), version);
      }
    }
    return new SchemaEntry(schema, readTags(directory), versions);
  }

  private VersionEntry loadVersion(Path file) throws IOException {
    GetSchemaVersionResponse version =
        storage.entities().read(file, VERSION_KIND, GetSchemaVersionResponse.class);
    if (version.versionNumber() == null || version.schemaDefinition() == null) {
      throw new UnreadableCatalogException(file, "it has no number or no definition");
    }
    Path attached = file.resolveSibling(version.versionNumber() + METADATA_SUFFIX);
    return new VersionEntry(version, metadata.read(attached));
  }

  private static void checkPlace(Path directory, String file, String name) throws IOException {
    if (name == null || !directory.getFileName().toString().equals(EntryName.encode(name))) {
      throw new UnreadableCatalogException(
          directory.resolve(file), "'" + name + "' does not belong in this directory");
    }
  }

  /** Clears a directory away whose creation was not finished; true when it was. */
  private boolean isFinished(Path directory, String file) throws IOException {
    if (directory.getFileName().toString().endsWith(UNFINISHED_SUFFIX)) {
      storage.trash().discard(directory);
      return false;
    }
    if (Files.notExists(directory.resolve(file))) {
      throw new UnreadableCatalogException(directory, "it has no " + file);
    }
    AtomicFiles.deleteLeftovers(directory);
    return true;
  }

  /** The files in the directory, without those of an unfinished write. */
  private static List<Path> children(Path directory) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      AtomicFiles.deleteLeftovers(directory);
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
        entries.forEach(found::add);
      }
    }
    return found;
  }

  private Map<String, String> readTags(Path directory) throws IOException {
    Path file = directory.resolve(TAGS);
    return Files.exists(file)
        ? storage.entities().read(file, TAGS_KIND, GetTagsResponse.class).tags()
        : Map.of();
  }

  private Path directory(String registry) {
    return root.resolve(EntryName.encode(registry));
  }

  private Path directory(SchemaKey key) {
    return directory(key.registry()).resolve(SCHEMAS).resolve(EntryName.encode(key.name()));
  }

  private static Path versionFile(Path directory, long number, String suffix) {
    return directory.resolve(VERSIONS).resolve(number + suffix);
  }

  void create(RegistryEntry entry) throws IOException {
    create(
        directory(entry.name()),
        unfinished -> {
          Files.createDirectories(unfinished.resolve(SCHEMAS));
          writeRegistry(unfinished, entry);
          writeTags(unfinished, entry.tags());
        });
  }

  void create(SchemaEntry entry) throws IOException {
    create(
        directory(entry.key()),
        unfinished -> {
          writeSchema(unfinished, entry);
          writeTags(unfinished, entry.tags());
          for (VersionEntry version : entry.versions().values()) {
            writeVersion(unfinished, version);
          }
        });
  }

  /** Fills a directory under another name, and then gives it its own. */
  private void create(Path directory, Filling filling) throws IOException {
    Path unfinished = directory.resolveSibling(directory.getFileName() + UNFINISHED_SUFFIX);
    discardIfPresent(unfinished);
    // Of a creation that failed when it had got its name.
    discardIfPresent(directory);
    Files.createDirectories(unfinished);
    filling.fill(unfinished);
    storage.files().move(unfinished, directory);
  }

  private void discardIfPresent(Path directory) throws IOException {
    if (Files.exists(directory)) {
      storage.trash().discard(directory);
    }
  }

  private interface Filling {
    void fill(Path directory) throws IOException;
  }

  void writeRegistry(RegistryEntry entry) throws IOException {
    writeRegistry(directory(entry.name()), entry);
  }

  private void writeRegistry(Path directory, RegistryEntry entry) throws IOException {
    storage.entities().write(directory.resolve(REGISTRY), REGISTRY_KIND, entry.registry());
  }

  void writeTags(String registry, Map<String, String> tags) throws IOException {
    writeTags(directory(registry), tags);
  }

  void writeTags(SchemaKey key, Map<String, String> tags) throws IOException {
    writeTags(directory(key), tags);
  }

  private void writeTags(Path directory, Map<String, String> tags) throws IOException {
    GetTagsResponse body = GetTagsResponse.builder().tags(tags).build();
    storage.entities().write(directory.resolve(TAGS), TAGS_KIND, body);
  }

  void writeSchema(SchemaEntry entry) throws IOException {
    writeSchema(directory(entry.key()), entry);
  }

  private void writeSchema(Path directory, SchemaEntry entry) throws IOException {
    storage.entities().write(directory.resolve(SCHEMA), SCHEMA_KIND, entry.schema());
  }

  void writeVersion(SchemaKey key, VersionEntry entry) throws IOException {
    writeVersion(directory(key), entry);
  }

  private void writeVersion(Path directory, VersionEntry entry) throws IOException {
    Path file = versionFile(directory, entry.number(), VERSION_SUFFIX);
    storage.entities().write(file, VERSION_KIND, entry.version());
    storage.files().syncDirectory(directory);
  }

  void writeMetadata(SchemaKey key, VersionEntry entry) throws IOException {
    metadata.write(versionFile(directory(key), entry.number(), METADATA_SUFFIX), entry.metadata());
  }

  /** The version first: what is attached to none is never read. */
  void deleteVersion(SchemaKey key, long number) throws IOException {
    storage.files().delete(versionFile(directory(key), number, VERSION_SUFFIX));
    storage.files().delete(versionFile(directory(key), number, METADATA_SUFFIX));
  }

  void discardSchema(SchemaKey key) throws IOException {
    storage.trash().discard(directory(key));
  }

  void discardRegistry(String registry) throws IOException {
    storage.trash().discard(directory(registry));
  }
}
