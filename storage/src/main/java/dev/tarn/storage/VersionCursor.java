package dev.tarn.storage;

import dev.tarn.storage.AttributesCodec.State;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a listing, one by one: by key, and the newest of a key first. Merges the tree of
 * the objects with that of their histories, which has the keys whose object is deleted. Not
 * thread-safe.
 */
public final class VersionCursor {

  /** The history of a key, given what is its current object. */
  @FunctionalInterface
  interface History {
    List<State> before(Optional<State> current) throws IOException;
  }

  private final ObjectFiles objects;
  private final String bucket;
  private final KeyCursor current;
  private final KeyCursor history;
  private final Deque<ObjectVersion> pending = new ArrayDeque<>();
  private KeyCursor.@Nullable Entry nextCurrent;
  private KeyCursor.@Nullable Entry nextHistory;

  VersionCursor(ObjectFiles objects, String bucket, KeyCursor current, KeyCursor history)
      throws IOException {
    this.objects = objects;
    this.bucket = bucket;
    this.current = current;
    this.history = history;
    this.nextCurrent = current.next();
    this.nextHistory = history.next();
  }

  /** The next version or delete marker, or null after the last. */
  public @Nullable ObjectVersion next() throws IOException {
    while (pending.isEmpty() && (nextCurrent != null || nextHistory != null)) {
      advance();
    }
    return pending.poll();
  }

  /** Leaves out all further keys that start with this, a prefix of the key returned last. */
  public void skipPast(String prefix) throws IOException {
    pending.clear();
    nextCurrent = skip(current, nextCurrent, prefix);
    nextHistory = skip(history, nextHistory, prefix);
  }

  private static KeyCursor.@Nullable Entry skip(
      KeyCursor keys, KeyCursor.@Nullable Entry next, String prefix) throws IOException {
    if (next == null || !next.key().startsWith(prefix)) {
      return next;
    }
    keys.skipPast(prefix);
    return keys.next();
  }

  private void advance() throws IOException {
    KeyCursor.Entry object = nextCurrent;
    KeyCursor.Entry past = nextHistory;
    int order =
        object == null ? 1 : past == null ? -1 : Utf8Order.compare(object.key(), past.key());
    Optional<StoredObject> stored = Optional.empty();
    String key = "";
    if (object != null && order <= 0) {
      key = object.key();
      stored = Optional.of(objects.describe(new ObjectKey(bucket, key), object.attributes()));
      nextCurrent = current.next();
    }
    History before = _ -> List.of();
    if (past != null && order >= 0) {
      key = past.key();
      before = state -> VersionHistories.read(past.file(), state);
      nextHistory = history.next();
    }
    pending.addAll(versions(new ObjectKey(bucket, key), stored, before));
  }

  static List<ObjectVersion> versions(ObjectKey key, Optional<StoredObject> stored, History history)
      throws IOException {
    List<ObjectVersion> versions = new ArrayList<>();
    Optional<State> current = Optional.empty();
    if (stored.isPresent()) {
      ObjectHead head = stored.get().head();
      current =
          Optional.of(
              new State(
                  new FileIdentity(head.size(), head.lastModified()), stored.get().attributes()));
      versions.add(new ObjectVersion(stored.get(), true, false));
    }
    for (State state : history.before(current)) {
      boolean marker = state.data().isEmpty();
      versions.add(ObjectChanges.version(key, state, versions.isEmpty(), marker));
    }
    return versions;
  }
}
