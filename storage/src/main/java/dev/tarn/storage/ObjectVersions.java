package dev.tarn.storage;

import dev.tarn.storage.AttributesCodec.State;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The versions and delete markers of the objects, the current ones among them. What is written or
 * deleted without a version id goes through {@link LocalObjectStore} and ends up here by itself.
 */
public final class ObjectVersions {

  /** Starts a walk over the keys of a bucket. */
  @FunctionalInterface
  interface Keys {
    KeyCursor after(String bucket, String prefix, String startAfter) throws IOException;
  }

  /** Is told of keys that have another current object, or none, than before. */
  @FunctionalInterface
  interface Announcement {
    void of(ObjectKey changed) throws IOException;
  }

  private final ObjectFiles objects;
  private final VersionHistories histories;
  private final BucketVersioning versioning;
  private final ObjectChanges changes;
  private final KeyLocks locks;
  private final DirectoryKeys directories = new DirectoryKeys();
  private final Keys keys;
  private final Announcement announcement;

  ObjectVersions(
      ObjectFiles objects,
      VersionHistories histories,
      BucketVersioning versioning,
      ObjectChanges changes,
      KeyLocks locks,
      Keys keys,
      Announcement announcement) {
    this.objects = objects;
    this.histories = histories;
    this.versioning = versioning;
    this.changes = changes;
    this.locks = locks;
    this.keys = keys;
    this.announcement = announcement;
  }

  /** Whether the bucket keeps versions; fails with NoSuchBucket. */
  public Versioning versioning(String bucket) throws IOException {
    objects.requireBucket(bucket);
    return versioning.of(bucket);
  }

  /** Starts or suspends the keeping of versions. */
  public void setVersioning(String bucket, Versioning kept) throws IOException {
    try (KeyLocks.Held _ = locks.bucket(bucket)) {
      versioning.set(bucket, kept);
    }
  }

  /** Opens one version, which is not a delete marker; fails with NoSuchVersion. */
  public OpenObject open(ObjectKey key, String versionId) throws IOException {
    try (KeyLocks.Held _ = locks.object(key)) {
      ObjectVersion version = require(key, versionId);
      if (version.deleteMarker()) {
        throw S3Errors.isDeleteMarker();
      }
      if (version.latest()) {
        return objects.open(key);
      }
      State state =
          Objects.requireNonNull(
              VersionHistories.find(histories.read(key, Optional.empty()), versionId));
      Path file = histories.dataFile(key, state);
      return new OpenObject(version.object(), FileChannel.open(file, StandardOpenOption.READ));
    }
  }

  /** One version or delete marker; fails with NoSuchVersion. */
  public ObjectVersion get(ObjectKey key, String versionId) throws IOException {
    try (KeyLocks.Held _ = locks.object(key)) {
      return require(key, versionId);
    }
  }

  /** All versions and delete markers of a key, the newest first. */
  public List<ObjectVersion> of(ObjectKey key) throws IOException {
    objects.requireBucket(key.bucket());
    return VersionCursor.versions(key, objects.find(key), current -> histories.read(key, current));
  }

  /** Deletes one version or delete marker for good. */
  public Deletion delete(ObjectKey key, String versionId, VersionGuard guard) throws IOException {
    objects.requireBucket(key.bucket());
    requireWellFormed(versionId);
    Deletion deletion = changes.deleteVersion(key, versionId, guard);
    if (deletion.existed()) {
      announcement.of(key);
    }
    return deletion;
  }

  /** A listing of all versions of the keys. */
  public VersionCursor cursor(String bucket, String prefix, String startAfter) throws IOException {
    objects.requireBucket(bucket);
    return new VersionCursor(
        objects,
        bucket,
        keys.after(bucket, prefix, startAfter),
        new KeyCursor(directories, histories.tree(bucket), prefix, startAfter));
  }

  private ObjectVersion require(ObjectKey key, String versionId) throws IOException {
    requireWellFormed(versionId);
    return of(key).stream()
        .filter(version -> version.versionId().equals(versionId))
        .findFirst()
        .orElseThrow(S3Errors::noSuchVersion);
  }

  private static void requireWellFormed(String versionId) {
    if (!VersionIds.isWellFormed(versionId)) {
      throw S3Errors.invalidArgument("Invalid version id specified");
    }
  }
}
