package dev.tarn.catalog.repository;

import dev.tarn.catalog.file.CatalogStorage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.services.glue.model.Table;

/** The archived versions of one table: one file each, read from disk when asked for. */
public final class TableVersions {
  private static final String SUFFIX = ".json";

  private final Path directory;
  private final CatalogStorage storage;

  TableVersions(Path directory, CatalogStorage storage) {
    this.directory = directory;
    this.storage = storage;
  }

  /** The numbers of the archived versions before the current one. */
  public NavigableSet<Long> before(long current) throws IOException {
    NavigableSet<Long> versions = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        versions.add(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
      }
    } catch (NoSuchFileException e) {
      // No version has been archived yet.
      return versions;
    }
    // A version at or above the current one is of an update that did not finish.
    return versions.headSet(current, false);
  }

  /** The table as it was in an archived version. */
  public Optional<Table> find(long version) throws IOException {
    try {
      return Optional.of(storage.entities().read(file(version), TableEntry.KIND, Table.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  void archive(Table table) throws IOException {
    storage.entities().write(file(Long.parseLong(table.versionId())), TableEntry.KIND, table);
  }

  /** True when the version was archived; it is no longer. */
  public boolean delete(long version) throws IOException {
    return storage.files().delete(file(version));
  }

  private Path file(long version) {
    return directory.resolve(version + SUFFIX);
  }
}
