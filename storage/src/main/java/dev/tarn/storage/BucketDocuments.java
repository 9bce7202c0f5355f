package dev.tarn.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Small named documents kept with a bucket, such as its configurations; they go when it goes. */
public final class BucketDocuments {

  private final LocalObjectStore store;
  private final Path meta;
  private final AtomicFiles files;

  BucketDocuments(LocalObjectStore store, Path meta, AtomicFiles files) {
    this.store = store;
    this.meta = meta;
    this.files = files;
  }

  /** Fails with NoSuchBucket. */
  public Optional<byte[]> get(String bucket, String name) throws IOException {
    store.requireBucket(bucket);
    try {
      return Optional.of(Files.readAllBytes(file(bucket, name)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Creates or replaces; fails with NoSuchBucket. */
  public void put(String bucket, String name, byte[] document) throws IOException {
    store.requireBucket(bucket);
    files.replace(file(bucket, name), document);
  }

  /** Deletes if it is there; fails with NoSuchBucket. */
  public void delete(String bucket, String name) throws IOException {
    store.requireBucket(bucket);
    files.delete(file(bucket, name));
  }

  private Path file(String bucket, String name) {
    if (!name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '.')) {
      throw new IllegalArgumentException("Not a document name: " + name);
    }
    return meta.resolve(bucket).resolve("config").resolve(name);
  }
}
