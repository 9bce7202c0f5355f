package dev.tarn.catalog.repository;

import dev.tarn.catalog.file.CatalogStorage;
import dev.tarn.catalog.file.EntityFiles;
import dev.tarn.catalog.file.EntryName;
import dev.tarn.catalog.file.UnreadableCatalogException;
import dev.tarn.storage.AtomicFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkPojo;

/** Entities of one kind, each in a file of its own. Reading never waits; writes are one by one. */
public final class EntityFolder<T extends SdkPojo> {
  private static final String SUFFIX = ".json";

  private final Path directory;
  private final CatalogStorage storage;
  private final Kind<T> kind;
  private final ConcurrentSkipListMap<String, T> entities = new ConcurrentSkipListMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * A kind of entity.
   *
   * @param name of the kind, in its files
   */
  public record Kind<T extends SdkPojo>(String name, Class<T> type) {}

  /** A folder that has not been read; it is empty, and its directory need not be there. */
  EntityFolder(Path directory, CatalogStorage storage, Kind<T> kind) {
    this.directory = directory;
    this.storage = storage;
    this.kind = kind;
  }

  /** Reads every entity in the directory, if there is one. */
  public static <T extends SdkPojo> EntityFolder<T> load(
      Path directory, CatalogStorage storage, Kind<T> kind) throws IOException {
    EntityFolder<T> folder = new EntityFolder<>(directory, storage, kind);
    folder.load();
    return folder;
  }

  void load() throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (file.toString().endsWith(AtomicFiles.TEMPORARY_SUFFIX)) {
          Files.delete(file);
        } else {
          load(file);
        }
      }
    }
  }

  private void load(Path file) throws IOException {
    EntityFiles.Named<T> entity = storage.entities().readNamed(file, kind.name(), kind.type());
    String name = entity.name();
    if (name == null || !file.equals(file(name))) {
      throw new UnreadableCatalogException(
          file, kind.name() + " '" + name + "' does not belong in this file");
    }
    entities.put(name, entity.body());
  }

  /** Where the entity of this name is kept. */
  Path file(String name) {
    return directory.resolve(EntryName.encode(name) + SUFFIX);
  }

  /** The entities by name. */
  public NavigableMap<String, T> all() {
    return Collections.unmodifiableNavigableMap(entities);
  }

  public Optional<T> find(String name) {
    return Optional.ofNullable(entities.get(name));
  }

  /** Adds an entity; false when there is one of this name, which stays. */
  public boolean create(String name, T entity) {
    return locked(() -> {
      if (entities.containsKey(name)) {
        return false;
      }
      keep(name, entity);
      return true;
    });
  }

  /** Changes the entity of this name; false when there is none. */
  public boolean update(String name, UnaryOperator<T> change) {
    return locked(() -> {
      T old = entities.get(name);
      if (old == null) {
        return false;
      }
      keep(name, change.apply(old));
      return true;
    });
  }

  /** Adds an entity or replaces the one of this name. */
  public void put(String name, T entity) {
    locked(() -> {
      keep(name, entity);
      return true;
    });
  }

  /** Removes the entity of this name; false when there is none. */
  public boolean remove(String name) {
    return locked(() -> {
      if (!entities.containsKey(name)) {
        return false;
      }
      storage.files().delete(file(name));
      entities.remove(name);
      return true;
    });
  }

  private void keep(String name, T entity) throws IOException {
    storage.entities().write(file(name), kind.name(), name, entity);
    entities.put(name, entity);
  }

  private boolean locked(CatalogWrite<Boolean> write) {
    lock.lock();
    try {
      return CatalogWrite.unchecked(write);
    } finally {
      lock.unlock();
    }
  }
}
