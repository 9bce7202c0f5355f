package dev.tarn.query.trino.file;

import dev.tarn.query.engine.WrittenFiles;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectStore;
import io.trino.filesystem.FileIterator;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.TrinoInputFile;
import io.trino.filesystem.TrinoOutputFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Trino's file system operations as operations on objects. */
final class ObjectFileSystem implements TrinoFileSystem {
  private final ObjectStore objects;
  private final WrittenFiles writtenFiles;

  ObjectFileSystem(ObjectStore objects, WrittenFiles writtenFiles) {
    this.objects = objects;
    this.writtenFiles = writtenFiles;
  }

  @Override
  public TrinoInputFile newInputFile(Location location) {
    return inputFile(location, OptionalLong.empty(), Optional.empty());
  }

  @Override
  public TrinoInputFile newInputFile(Location location, long length) {
    return inputFile(location, OptionalLong.of(length), Optional.empty());
  }

  @Override
  public TrinoInputFile newInputFile(Location location, long length, Instant lastModified) {
    return inputFile(location, OptionalLong.of(length), Optional.of(lastModified));
  }

  private TrinoInputFile inputFile(
      Location location, OptionalLong length, Optional<Instant> lastModified) {
    return new ObjectInputFile(
        objects, location, ObjectLocation.file(location), length, lastModified);
  }

  @Override
  public TrinoOutputFile newOutputFile(Location location) {
    return new ObjectOutputFile(objects, writtenFiles, location, ObjectLocation.file(location));
  }

  @Override
  public void deleteFile(Location location) throws IOException {
    delete(ObjectLocation.file(location));
  }

  private void delete(ObjectKey key) throws IOException {
    FileFailures.accessing(key.uri(), () -> objects.delete(key));
    writtenFiles.deleted(key.uri());
  }

  /** As S3's: every object under the prefix, "directory" objects too. */
  @Override
  public void deleteDirectory(Location location) throws IOException {
    String bucket = ObjectLocation.bucket(location);
    String prefix = ObjectLocation.directoryPrefix(location);
    List<ObjectKey> keys;
    do {
      keys = firstKeys(bucket, prefix);
      for (ObjectKey key : keys) {
        delete(key);
      }
    } while (!keys.isEmpty());
  }

  private List<ObjectKey> firstKeys(String bucket, String prefix) throws IOException {
    return FileFailures.accessing(
        prefix,
        () -> {
          var keys = new ArrayList<ObjectKey>();
          try (var heads = objects.list(bucket, prefix, "")) {
            heads.limit(ObjectListing.PAGE).forEach(head -> keys.add(head.key()));
          }
          return keys;
        });
  }

  @Override
  public void renameFile(Location source, Location target) throws IOException {
    throw new IOException("S3 does not support renames");
  }

  @Override
  public void renameDirectory(Location source, Location target) throws IOException {
    throw new IOException("S3 does not support directory renames");
  }

  /** In key order, read a page at a time; leaves out objects whose key ends in a slash. */
  @Override
  public FileIterator listFiles(Location location) {
    return new ObjectListing(objects, location);
  }

  /** Present when there is an object under the prefix; otherwise nobody can tell, as on S3. */
  @Override
  public Optional<Boolean> directoryExists(Location location) throws IOException {
    String bucket = ObjectLocation.bucket(location);
    if (location.path().isEmpty()) {
      return Optional.of(objects.bucketExists(bucket));
    }
    String prefix = ObjectLocation.directoryPrefix(location);
    return FileFailures.accessing(
        location.toString(),
        () -> {
          try (var heads = objects.list(bucket, prefix, "")) {
            return heads.findFirst().isPresent() ? Optional.of(true) : Optional.empty();
          }
        });
  }

  @Override
  public void createDirectory(Location location) {
    // Every prefix is a directory as soon as there is an object under it.
    ObjectLocation.bucket(location);
  }

  @Override
  public Set<Location> listDirectories(Location location) throws IOException {
    String bucket = ObjectLocation.bucket(location);
    String prefix = ObjectLocation.directoryPrefix(location);
    return FileFailures.accessing(
        location.toString(),
        () -> {
          var directories = new LinkedHashSet<Location>();
          for (String directory : objects.listDirectories(bucket, prefix)) {
            directories.add(ObjectLocation.inBucketOf(location, directory));
          }
          return directories;
        });
  }

  @Override
  public Optional<Location> createTemporaryDirectory(
      Location targetPath, String temporaryPrefix, String relativePrefix) {
    return Optional.empty();
  }
}
