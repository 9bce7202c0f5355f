package dev.tarn.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Small named documents kept with a bucket, such as its configurations; they go when it goes. Every
 * write of an object asks for some, so they are also kept in memory.
 */
public final class BucketDocuments {

  private final LocalObjectStore store;
  private final Path meta;
  private final AtomicFiles files;
  private final Map<String, Map<String, Optional<byte[]>>> known = new ConcurrentHashMap<>();

  BucketDocuments(LocalObjectStore store, Path meta, AtomicFiles files) {
    this.store = store;
    this.meta = meta;
    this.files = files;
  }

  /** Not to be changed. Fails with NoSuchBucket. */
  public Optional<byte[]> get(String bucket, String name) throws IOException {
    Path file = file(bucket, name);
    store.requireBucket(bucket);
    Map<String, Optional<byte[]>> ofBucket =
        known.computeIfAbsent(bucket, _ -> new ConcurrentHashMap<>());
    Optional<byte[]> kept = ofBucket.get(name);
    if (kept != null) {
      return kept;
    }
    synchronized (ofBucket) {
      Optional<byte[]> read;
      try {
        read = Optional.of(Files.readAllBytes(file));
      } catch (NoSuchFileException none) {
        read = Optional.empty();
      }
      ofBucket.put(name, read);
      return read;
    }
  }

  /** Creates or replaces; fails with NoSuchBucket. */
  public void put(String bucket, String name, byte[] document) throws IOException {
    Path file = file(bucket, name);
    store.requireBucket(bucket);
    Map<String, Optional<byte[]>> ofBucket =
        known.computeIfAbsent(bucket, _ -> new ConcurrentHashMap<>());
    synchronized (ofBucket) {
      files.replace(file, document);
      ofBucket.put(name, Optional.of(document.clone()));
    }
  }

  /** Deletes if it is there; fails with NoSuchBucket. */
  public void delete(String bucket, String name) throws IOException {
    Path file = file(bucket, name);
    store.requireBucket(bucket);
    Map<String, Optional<byte[]>> ofBucket =
        known.computeIfAbsent(bucket, _ -> new ConcurrentHashMap<>());
    synchronized (ofBucket) {
      files.delete(file);
      ofBucket.put(name, Optional.empty());
    }
  }

  /** The names of the bucket's documents that start so, sorted; fails with NoSuchBucket. */
  public List<String> names(String bucket, String prefix) throws IOException {
    store.requireBucket(bucket);
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> documents = Files.newDirectoryStream(directory(bucket))) {
      for (Path document : documents) {
        String name = document.getFileName().toString();
        if (name.startsWith(prefix) && !name.endsWith(AtomicFiles.TEMPORARY_SUFFIX)) {
          names.add(name);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    }
    Collections.sort(names);
    return names;
  }

  /** Call when the bucket is created or deleted. */
  void forget(String bucket) {
    known.remove(bucket);
  }

  private Path directory(String bucket) {
    return meta.resolve(bucket).resolve("config");
  }

  private Path file(String bucket, String name) {
    if (!name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '.')) {
      throw new IllegalArgumentException("Not a document name: " + name);
    }
    return directory(bucket).resolve(name);
  }
}
