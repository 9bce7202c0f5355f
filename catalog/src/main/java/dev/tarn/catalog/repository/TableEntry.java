package dev.tarn.catalog.repository;

import dev.tarn.catalog.file.CatalogStorage;
import dev.tarn.catalog.file.UnreadableCatalogException;
import dev.tarn.catalog.partition.PartitionSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.PartitionIndexDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** One table with all that belongs to it, in its own directory. */
public final class TableEntry {
  static final String KIND = "table";
  static final String FILE = "table.json";
  private static final int LONGEST_VERSION = 19;
  private static final String PARTITIONS_FILE = "partitions.jsonl";
  static final String INDEXES_FILE = "partition-indexes.json";
  private static final String STATISTICS_FILE = "column-statistics.json";

  private final Path directory;
  private final CatalogStorage storage;
  private final DatabaseEntry database;
  private final ReentrantLock lock = new ReentrantLock();
  private final PartitionSet partitions;
  private final TableStatistics statistics;
  private final TableIndexes indexes;
  private volatile Table table;
  private boolean dropped;

  TableEntry(Path directory, CatalogStorage storage, DatabaseEntry database, Table table) {
    this.directory = directory;
    this.storage = storage;
    this.database = database;
    this.table = SharedTables.share(table, storage.shared());
    this.partitions = new PartitionSet(directory.resolve(PARTITIONS_FILE), storage);
    this.indexes = new TableIndexes(directory.resolve(INDEXES_FILE), storage, partitions);
    this.statistics = new TableStatistics(directory.resolve(STATISTICS_FILE), storage);
  }

  /** Reads a table from its directory. */
  static TableEntry load(Path directory, CatalogStorage storage, DatabaseEntry database)
      throws IOException {
    Table table = storage.entities().read(directory.resolve(FILE), KIND, Table.class);
    if (!isVersion(table.versionId())) {
      throw new UnreadableCatalogException(
          directory.resolve(FILE), "'" + table.versionId() + "' is no version");
    }
    TableEntry entry = new TableEntry(directory, storage, database, table);
    entry.partitions.load();
    entry.statistics.load();
    entry.indexes.load(table.partitionKeys());
    return entry;
  }

  private static boolean isVersion(@Nullable String versionId) {
    return versionId != null
        && versionId.length() < LONGEST_VERSION
        && !versionId.isEmpty()
        && versionId.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Keeps a new table; its directory appears with it. */
  void writeNew(List<PartitionIndexDescriptor> newIndexes) throws IOException {
    Files.createDirectories(directory);
    for (PartitionIndexDescriptor index : newIndexes) {
      indexes.add(index);
      indexes.build(index.indexName(), table.partitionKeys());
    }
    storage.entities().write(directory.resolve(FILE), KIND, table);
    storage.files().syncDirectory(Objects.requireNonNull(directory.getParent()));
  }

  /** The table as it is now. */
  public Table table() {
    return table;
  }

  public DatabaseEntry database() {
    return database;
  }

  public PartitionSet partitions() {
    return partitions;
  }

  public TableStatistics statistics() {
    return statistics;
  }

  public TableIndexes indexes() {
    return indexes;
  }

  public TableVersions versions() {
    return new TableVersions(directory.resolve("versions"), storage);
  }

  /**
   * Runs a write while no other write to this table runs.
   *
   * @throws software.amazon.awssdk.services.glue.model.EntityNotFoundException when the table has
   *     been removed in the meantime
   */
  public <T> T write(CatalogWrite<T> write) {
    Lock shared = database.sharedLock();
    shared.lock();
    try {
      lock.lock();
      try {
        if (dropped || database.isDropped()) {
          throw CatalogErrors.tableNotFound(table.name());
        }
        return CatalogWrite.unchecked(write);
      } finally {
        lock.unlock();
      }
    } finally {
      shared.unlock();
    }
  }

  /** Replaces the table, keeping the old one as a version if asked to. Only within a write. */
  public void replace(Table changed, boolean archive) throws IOException {
    if (archive) {
      versions().archive(table);
    }
    storage.entities().write(directory.resolve(FILE), KIND, changed);
    table = SharedTables.share(changed, storage.shared());
  }

  /** Removes the table with everything in it. Only within a write. */
  void discard() throws IOException {
    storage.trash().discard(directory);
    dropped = true;
  }
}
