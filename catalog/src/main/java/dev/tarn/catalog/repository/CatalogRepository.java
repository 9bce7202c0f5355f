package dev.tarn.catalog.repository;

import dev.tarn.catalog.file.CatalogStorage;
import dev.tarn.catalog.file.EntryName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.services.glue.model.Database;

/** The databases of one catalog. */
public final class CatalogRepository {
  private final String catalogId;
  private final Path directory;
  private final CatalogStorage storage;
  private final ConcurrentSkipListMap<String, DatabaseEntry> databases =
      new ConcurrentSkipListMap<>();
  private final ReentrantLock creation = new ReentrantLock();

  private CatalogRepository(String catalogId, Path directory, CatalogStorage storage) {
    this.catalogId = catalogId;
    this.directory = directory;
    this.storage = storage;
  }

  /** Reads every database below the directory. */
  public static CatalogRepository load(String catalogId, Path directory, CatalogStorage storage)
      throws IOException {
    CatalogRepository repository = new CatalogRepository(catalogId, directory, storage);
    Files.createDirectories(directory);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        repository.loadDatabase(entry);
      }
    }
    return repository;
  }

  private void loadDatabase(Path databaseDirectory) throws IOException {
    if (UnfinishedCreation.discard(databaseDirectory, DatabaseEntry.FILE, storage)) {
      return;
    }
    DatabaseEntry entry = DatabaseEntry.load(databaseDirectory, storage);
    databases.put(entry.database().name(), entry);
  }

  public String catalogId() {
    return catalogId;
  }

  /** The databases by name. */
  public NavigableMap<String, DatabaseEntry> databases() {
    return databases;
  }

  public Optional<DatabaseEntry> findDatabase(String name) {
    return Optional.ofNullable(databases.get(name));
  }

  /** The database of this name, which is in lower case already. */
  public DatabaseEntry database(String name) {
    return findDatabase(name).orElseThrow(() -> CatalogErrors.databaseNotFound(name));
  }

  /** Adds a database. */
  public void createDatabase(Database database) {
    creation.lock();
    try {
      if (databases.containsKey(database.name())) {
        throw CatalogErrors.alreadyExists("Database already exists.");
      }
      Path databaseDirectory = directory.resolve(EntryName.encode(database.name()));
      DatabaseEntry entry = new DatabaseEntry(databaseDirectory, storage, database);
      CatalogWrite.unchecked(() -> {
        entry.writeNew();
        return entry;
      });
      databases.put(database.name(), entry);
    } finally {
      creation.unlock();
    }
  }

  /** Removes a database with everything in it. */
  public void dropDatabase(String name) {
    DatabaseEntry entry = database(name);
    entry.write(() -> {
      entry.discard();
      databases.remove(name);
      return entry;
    });
  }
}
