package dev.tarn.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The objects of a listing, one by one, in the order of their keys. Not thread-safe. */
public final class ObjectCursor {

  private final ObjectFiles objects;
  private final String bucket;
  private final KeyCursor keys;

  ObjectCursor(ObjectFiles objects, String bucket, KeyCursor keys) {
    this.objects = objects;
    this.bucket = bucket;
    this.keys = keys;
  }

  /** The next object, or null after the last. */
  public @Nullable StoredObject next() throws IOException {
    KeyCursor.Entry entry = keys.next();
    return entry == null
        ? null
        : objects.describe(new ObjectKey(bucket, entry.key()), entry.attributes());
  }

  /** The next object's key alone, which costs less; null after the last. */
  public @Nullable String nextKey() throws IOException {
    KeyCursor.Entry entry = keys.next();
    return entry == null ? null : entry.key();
  }

  /** Leaves out all further keys that start with this, a prefix of the key returned last. */
  public void skipPast(String prefix) {
    keys.skipPast(prefix);
  }
}
