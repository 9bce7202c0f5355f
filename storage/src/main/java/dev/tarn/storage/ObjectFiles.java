package dev.tarn.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds and opens current objects, each with what is remembered of exactly that state of it. */
final class ObjectFiles {

  private final Buckets buckets;
  private final ObjectPaths paths;
  private final AttributeFiles attributes;

  ObjectFiles(Buckets buckets, ObjectPaths paths, AttributeFiles attributes) {
    this.buckets = buckets;
    this.paths = paths;
    this.attributes = attributes;
  }

  /** Fails with NoSuchBucket. */
  void requireBucket(String bucket) {
    if (!buckets.exists(bucket)) {
      throw S3Errors.noSuchBucket();
    }
  }

  /** Fails with NoSuchBucket; a missing object is empty. */
  Optional<ObjectPaths.Located> locate(ObjectKey key) throws IOException {
    Optional<ObjectPaths.Located> located =
        BucketNames.isWellFormed(key.bucket()) ? paths.locate(key) : Optional.empty();
    if (located.isEmpty()) {
      requireBucket(key.bucket());
    }
    return located;
  }

  /** The object without its bytes. Fails with NoSuchBucket; a missing object is empty. */
  Optional<StoredObject> find(ObjectKey key) throws IOException {
    Optional<ObjectPaths.Located> located = locate(key);
    while (located.isPresent()) {
      FileIdentity identity = FileIdentity.of(located.get().attributes());
      Optional<ObjectAttributes> found = attributes.find(key, identity);
      if (found.isEmpty()) {
        // Nothing remembered, or twice replaced between the two looks: the second look tells.
        Optional<ObjectPaths.Located> again = locate(key);
        if (again.isEmpty() || !FileIdentity.of(again.get().attributes()).equals(identity)) {
          located = again;
          continue;
        }
      }
      return Optional.of(
          describe(key, located.get().attributes(), found.orElse(ObjectAttributes.NONE)));
    }
    return Optional.empty();
  }

  FileChannel read(ObjectKey key) throws IOException {
    FileChannel channel;
    do {
      channel = openFile(locate(key).orElseThrow(S3Errors::noSuchKey));
    } while (channel == null);
    return channel;
  }

  /** Opens the object and describes exactly what was opened. */
  OpenObject open(ObjectKey key) throws IOException {
    OpenObject opened;
    do {
      opened = openLocated(key, locate(key).orElseThrow(S3Errors::noSuchKey));
    } while (opened == null);
    return opened;
  }

  /** Null when the object was replaced in between. */
  private @Nullable OpenObject openLocated(ObjectKey key, ObjectPaths.Located located)
      throws IOException {
    FileChannel channel = openFile(located);
    if (channel == null) {
      return null;
    }
    boolean same = false;
    try {
      FileIdentity identity = FileIdentity.of(located.attributes());
      Optional<ObjectAttributes> found = attributes.find(key, identity);
      BasicFileAttributes after = ObjectPaths.attributesOf(located.file());
      same = after != null && FileIdentity.of(after).equals(identity);
      return same
          ? new OpenObject(
              describe(key, located.attributes(), found.orElse(ObjectAttributes.NONE)), channel)
          : null;
    } finally {
      if (!same) {
        channel.close();
      }
    }
  }

  /** What is remembered of a file that was just met. */
  StoredObject describe(ObjectKey key, BasicFileAttributes file) throws IOException {
    return describe(
        key, file, attributes.find(key, FileIdentity.of(file)).orElse(ObjectAttributes.NONE));
  }

  private static StoredObject describe(
      ObjectKey key, BasicFileAttributes file, ObjectAttributes known) {
    @Nullable String stored = known.eTag();
    return describe(
        key, FileIdentity.of(file), stored != null ? stored : DerivedETag.of(file), known);
  }

  static StoredObject describe(
      ObjectKey key, FileIdentity identity, String eTag, ObjectAttributes known) {
    ObjectHead head =
        new ObjectHead(
            key,
            identity.size(),
            identity.modified(),
            eTag,
            known.contentType(),
            known.userMetadata());
    return new StoredObject(head, known);
  }

  /** Null when the object was replaced or moved after it was located. */
  private static @Nullable FileChannel openFile(ObjectPaths.Located located) throws IOException {
    try {
      return FileChannel.open(located.file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException gone) {
      return null;
    }
  }
}
