package dev.tarn.storage;

import dev.tarn.storage.AttributesCodec.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Publishes, deletes and changes objects, one at a time for each key, and keeps their versions
 * where the bucket has versioning. After a crash a change has happened or it has not.
 */
final class ObjectChanges {

  private final ObjectFiles objects;
  private final ObjectPaths paths;
  private final AttributeFiles attributes;
  private final VersionHistories histories;
  private final BucketVersioning versioning;
  private final KeyLocks locks;
  private final VersionIds ids = new VersionIds();
  private final AtomicLong lastTime = new AtomicLong();

  ObjectChanges(
      ObjectFiles objects,
      ObjectPaths paths,
      AttributeFiles attributes,
      VersionHistories histories,
      BucketVersioning versioning,
      KeyLocks locks) {
    this.objects = objects;
    this.paths = paths;
    this.attributes = attributes;
    this.histories = histories;
    this.versioning = versioning;
    this.locks = locks;
  }

  /** Gives a finished file its time and name, and the attributes to what has them. */
  StoredObject publish(
      Path finished, ObjectKey key, ObjectAttributes given, Precondition precondition)
      throws IOException {
    try (KeyLocks.Held _ = locks.object(key)) {
      Versioning kept = versioning.of(key.bucket());
      Optional<ObjectPaths.Located> current = objects.locate(key);
      if (!precondition.equals(Precondition.NONE)) {
        precondition.check(objects.find(key).map(StoredObject::head));
      }
      ObjectAttributes complete =
          given.withVersionId(kept == Versioning.ENABLED ? ids.next() : null);
      stamp(finished);
      BasicFileAttributes file = Files.readAttributes(finished, BasicFileAttributes.class);
      List<State> before = List.of();
      if (kept != Versioning.NEVER_ENABLED) {
        before = keepCurrent(key, current, kept);
      }
      if (!complete.equals(ObjectAttributes.NONE)) {
        attributes.prepare(
            key,
            current.map(located -> FileIdentity.of(located.attributes())),
            FileIdentity.of(file),
            complete);
      }
      paths.publish(finished, key);
      if (kept == Versioning.SUSPENDED) {
        forget(key, before, "null");
      }
      return objects.describe(key, file);
    }
  }

  /** Adds the current object to its history, unless the new null version takes its place. */
  private List<State> keepCurrent(
      ObjectKey key, Optional<ObjectPaths.Located> current, Versioning kept) throws IOException {
    if (current.isEmpty()) {
      return histories.read(key, Optional.empty());
    }
    State state = state(key, current.get());
    List<State> before = histories.read(key, Optional.of(state));
    if (kept == Versioning.SUSPENDED && VersionHistories.isNull(state)) {
      return before;
    }
    List<State> after = new ArrayList<>(before);
    after.addFirst(kept(key, current.get(), state));
    histories.write(key, after);
    return after;
  }

  private State kept(ObjectKey key, ObjectPaths.Located current, State state) throws IOException {
    return new State(state.identity(), state.attributes(), histories.keep(key, current.file()));
  }

  /** Deletes under a condition; in a bucket with versions, adds a delete marker. */
  Deletion delete(ObjectKey key, Precondition precondition) throws IOException {
    try (KeyLocks.Held _ = locks.object(key)) {
      Versioning kept = versioning.of(key.bucket());
      Optional<ObjectPaths.Located> current = objects.locate(key);
      precondition.check(
          precondition.equals(Precondition.NONE)
              ? Optional.empty()
              : objects.find(key).map(StoredObject::head));
      if (kept == Versioning.NEVER_ENABLED) {
        if (current.isPresent()) {
          deleteFile(key);
        }
        return new Deletion(current.isPresent(), null, false);
      }
      @Nullable String markerId = kept == Versioning.ENABLED ? ids.next() : null;
      State marker =
          new State(new FileIdentity(0, nextTime()), ObjectAttributes.NONE.withVersionId(markerId));
      Optional<State> state = Optional.empty();
      if (current.isPresent()) {
        state = Optional.of(state(key, current.get()));
      }
      List<State> before = histories.read(key, state);
      List<State> after = new ArrayList<>(before);
      if (state.isPresent() && (markerId != null || !VersionHistories.isNull(state.get()))) {
        after.addFirst(kept(key, current.orElseThrow(), state.get()));
      }
      List<State> dropped = new ArrayList<>();
      if (markerId == null) {
        before.stream().filter(VersionHistories::isNull).forEach(dropped::add);
        after.removeIf(VersionHistories::isNull);
      }
      after.addFirst(marker);
      histories.write(key, after);
      if (current.isPresent()) {
        deleteFile(key);
      }
      histories.deleteData(key, dropped);
      return new Deletion(true, ObjectVersion.idOf(marker.attributes()), true);
    }
  }

  /** Deletes one version or delete marker for good; the one before becomes the current object. */
  Deletion deleteVersion(ObjectKey key, String versionId, VersionGuard guard) throws IOException {
    try (KeyLocks.Held _ = locks.object(key)) {
      Optional<ObjectPaths.Located> current = objects.locate(key);
      Optional<State> state = Optional.empty();
      if (current.isPresent()) {
        state = Optional.of(state(key, current.get()));
      }
      List<State> before = histories.read(key, state);
      if (state.isPresent() && VersionHistories.idOf(state.get()).equals(versionId)) {
        guard.check(version(key, state.get(), true, false));
        restore(key, Optional.of(state.get().identity()), before);
        return new Deletion(true, versionId, false);
      }
      State found = VersionHistories.find(before, versionId);
      if (found == null) {
        return new Deletion(false, versionId, false);
      }
      boolean latest = state.isEmpty() && before.getFirst().equals(found);
      boolean marker = found.data().isEmpty();
      guard.check(version(key, found, latest, marker));
      if (latest) {
        restore(key, Optional.empty(), before.subList(1, before.size()));
        histories.deleteData(key, List.of(found));
      } else {
        forget(key, before, versionId);
      }
      return new Deletion(true, versionId, marker);
    }
  }

  /** Makes the newest of these the current object, if it is a version and not a delete marker. */
  private void restore(ObjectKey key, Optional<FileIdentity> current, List<State> versions)
      throws IOException {
    if (versions.isEmpty() || versions.getFirst().data().isEmpty()) {
      if (current.isPresent()) {
        deleteFile(key);
      }
      histories.write(key, versions);
      return;
    }
    State next = versions.getFirst();
    attributes.prepare(key, current, next.identity(), next.attributes());
    paths.publish(histories.dataFile(key, next), key);
    histories.write(key, versions.subList(1, versions.size()));
  }

  /** Takes a version out of the history. */
  private void forget(ObjectKey key, List<State> before, String versionId) throws IOException {
    State found = VersionHistories.find(before, versionId);
    if (found != null) {
      List<State> after = new ArrayList<>(before);
      after.remove(found);
      histories.write(key, after);
      histories.deleteData(key, List.of(found));
    }
  }

  private void deleteFile(ObjectKey key) throws IOException {
    paths.delete(key);
    attributes.remove(key);
  }

  /** Replaces what is remembered of an object and leaves its bytes and time alone. */
  StoredObject updateAttributes(
      ObjectKey key, Optional<String> versionId, UnaryOperator<ObjectAttributes> change)
      throws IOException {
    try (KeyLocks.Held _ = locks.object(key)) {
      Optional<ObjectPaths.Located> located = objects.locate(key);
      Optional<State> state = Optional.empty();
      if (located.isPresent()) {
        state = Optional.of(state(key, located.get()));
      }
      if (state.isPresent()
          && (versionId.isEmpty() || VersionHistories.idOf(state.get()).equals(versionId.get()))) {
        ObjectAttributes changed = change.apply(state.get().attributes());
        attributes.prepare(key, Optional.empty(), state.get().identity(), changed);
        return objects.describe(key, located.orElseThrow().attributes());
      }
      List<State> before = histories.read(key, state);
      State found = VersionHistories.find(before, versionId.orElseThrow(S3Errors::noSuchKey));
      if (found == null || found.data().isEmpty()) {
        throw found == null ? S3Errors.noSuchVersion() : S3Errors.isDeleteMarker();
      }
      State changed = new State(found.identity(), change.apply(found.attributes()), found.data());
      List<State> after = new ArrayList<>(before);
      after.set(before.indexOf(found), changed);
      histories.write(key, after);
      return version(key, changed, false, false).object();
    }
  }

  /** The attributes have an ETag, which those of a file that was dropped by hand have not. */
  private State state(ObjectKey key, ObjectPaths.Located located) throws IOException {
    StoredObject object = objects.describe(key, located.attributes());
    ObjectAttributes known = object.attributes();
    return new State(
        FileIdentity.of(located.attributes()),
        known.eTag() == null ? known.withContent(object.head().eTag(), known.checksum()) : known);
  }

  static ObjectVersion version(ObjectKey key, State state, boolean latest, boolean marker) {
    @Nullable String eTag = state.attributes().eTag();
    return new ObjectVersion(
        ObjectFiles.describe(key, state.identity(), eTag == null ? "" : eTag, state.attributes()),
        latest,
        marker);
  }

  /** Gives a file a time that no other file of this store has. */
  void stamp(Path finished) throws IOException {
    Files.setLastModifiedTime(finished, FileTime.from(nextTime()));
  }

  /** Never the same twice, so that size and time tell the states of an object apart. */
  private Instant nextTime() {
    Instant now = Instant.now();
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    long unique = lastTime.updateAndGet(last -> Math.max(last + 1, nanos));
    return Instant.ofEpochSecond(0, unique);
  }
}
