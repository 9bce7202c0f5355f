package dev.tarn.catalog.repository;

import dev.tarn.catalog.file.CatalogStorage;
import dev.tarn.catalog.file.EntryName;
import dev.tarn.catalog.file.UnreadableCatalogException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.PartitionIndexDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.UserDefinedFunction;

/** One database with its tables, in its own directory. */
public final class DatabaseEntry {
  static final String KIND = "database";
  static final String FILE = "database.json";
  private static final String TABLES = "tables";
  private static final EntityFolder.Kind<UserDefinedFunction> FUNCTION =
      new EntityFolder.Kind<>("function", UserDefinedFunction.class);
  private static final int CREATION_LOCKS = 16;

  private final Path directory;
  private final CatalogStorage storage;
  private final ConcurrentSkipListMap<String, TableEntry> tables = new ConcurrentSkipListMap<>();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final List<ReentrantLock> creationLocks =
      IntStream.range(0, CREATION_LOCKS).mapToObj(i -> new ReentrantLock()).toList();
  private final EntityFolder<UserDefinedFunction> functions;
  private volatile Database database;
  private boolean dropped;

  DatabaseEntry(Path directory, CatalogStorage storage, Database database) {
    this.directory = directory;
    this.storage = storage;
    this.database = database;
    this.functions = new EntityFolder<>(directory.resolve("functions"), storage, FUNCTION);
  }

  /** Reads a database from its directory. */
  static DatabaseEntry load(Path directory, CatalogStorage storage) throws IOException {
    Path file = directory.resolve(FILE);
    Database database = storage.entities().read(file, KIND, Database.class);
    String name = database.name();
    if (name == null || !directory.getFileName().toString().equals(EntryName.encode(name))) {
      throw new UnreadableCatalogException(
          file, "database '" + name + "' does not belong in this directory");
    }
    DatabaseEntry entry = new DatabaseEntry(directory, storage, database);
    entry.functions.load();
    entry.checkFunctions();
    entry.loadTables();
    return entry;
  }

  private void checkFunctions() throws IOException {
    for (var function : functions.all().entrySet()) {
      if (!database.name().equals(function.getValue().databaseName())
          || !function.getKey().equals(function.getValue().functionName())) {
        throw new UnreadableCatalogException(
            functions.file(function.getKey()), "it is not of database '" + database.name() + "'");
      }
    }
  }

  private void loadTables() throws IOException {
    List<Path> directories = new ArrayList<>();
    Path parent = directory.resolve(TABLES);
    if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
        entries.forEach(directories::add);
      }
    }
    ParallelLoad.forEach(directories, this::loadTable);
  }

  private void loadTable(Path tableDirectory) throws IOException {
    if (UnfinishedCreation.discard(tableDirectory, TableEntry.FILE, storage)) {
      return;
    }
    TableEntry entry = TableEntry.load(tableDirectory, storage, this);
    String name = entry.table().name();
    if (name == null || !tableDirectory.getFileName().toString().equals(EntryName.encode(name))) {
      throw new UnreadableCatalogException(
          tableDirectory.resolve(TableEntry.FILE),
          "table '" + name + "' does not belong in this directory");
    }
    if (!database.name().equals(entry.table().databaseName())) {
      throw new UnreadableCatalogException(
          tableDirectory.resolve(TableEntry.FILE),
          "it is of database '" + entry.table().databaseName() + "'");
    }
    tables.put(name, entry);
  }

  void writeNew() throws IOException {
    Files.createDirectories(directory);
    storage.entities().write(directory.resolve(FILE), KIND, database);
    storage.files().syncDirectory(Objects.requireNonNull(directory.getParent()));
  }

  /** The database as it is now. */
  public Database database() {
    return database;
  }

  /** The tables by name. */
  public NavigableMap<String, TableEntry> tables() {
    return tables;
  }

  public Optional<TableEntry> findTable(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  /** The table of this name, which is in lower case already. */
  public TableEntry table(String name) {
    return findTable(name).orElseThrow(() -> CatalogErrors.tableNotFound(name));
  }

  /** The functions by name; to be written only within {@link #shared}. */
  public EntityFolder<UserDefinedFunction> functions() {
    return functions;
  }

  /** Adds a table with its partition indexes. */
  public void createTable(Table table, List<PartitionIndexDescriptor> indexes) {
    shared(() -> {
      ReentrantLock creation =
          creationLocks.get(Math.floorMod(table.name().hashCode(), CREATION_LOCKS));
      creation.lock();
      try {
        if (tables.containsKey(table.name())) {
          throw CatalogErrors.alreadyExists("Table already exists.");
        }
        Path tableDirectory = directory.resolve(TABLES).resolve(EntryName.encode(table.name()));
        TableEntry entry = new TableEntry(tableDirectory, storage, this, table);
        entry.writeNew(indexes);
        tables.put(table.name(), entry);
        return entry;
      } finally {
        creation.unlock();
      }
    });
  }

  /** Removes a table with everything in it. */
  public void dropTable(String name) {
    TableEntry entry = table(name);
    entry.write(() -> {
      entry.discard();
      tables.remove(name);
      return entry;
    });
  }

  /** Runs a write inside this database, at the same time as others. */
  public <T> T shared(CatalogWrite<T> write) {
    Lock shared = sharedLock();
    shared.lock();
    try {
      if (dropped) {
        throw CatalogErrors.databaseNotFound(database.name());
      }
      return CatalogWrite.unchecked(write);
    } finally {
      shared.unlock();
    }
  }

  /** Runs a write to the database itself, while nothing else is written inside it. */
  public <T> T write(CatalogWrite<T> write) {
    lock.writeLock().lock();
    try {
      if (dropped) {
        throw CatalogErrors.databaseNotFound(database.name());
      }
      return CatalogWrite.unchecked(write);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Replaces the database's own properties. Only within a write. */
  public void replace(Database changed) throws IOException {
    storage.entities().write(directory.resolve(FILE), KIND, changed);
    database = changed;
  }

  /** Removes the database with everything in it. Only within a write. */
  void discard() throws IOException {
    storage.trash().discard(directory);
    dropped = true;
  }

  /** Held by every write inside the database. */
  Lock sharedLock() {
    return lock.readLock();
  }

  /** To be asked with the shared lock held. */
  boolean isDropped() {
    return dropped;
  }
}
