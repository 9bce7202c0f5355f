package dev.tarn.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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

  /** What is left, as it is taken; a failure to read comes as an UncheckedIOException. */
  Stream<ObjectHead> heads() {
    return StreamSupport.stream(
        new Spliterators.AbstractSpliterator<>(
            Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
          @Override
          public boolean tryAdvance(Consumer<? super ObjectHead> action) {
            try {
              StoredObject next = ObjectCursor.this.next();
              if (next != null) {
                action.accept(next.head());
              }
              return next != null;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        },
        false);
  }

  /** The directories right below a prefix, each with the prefix and a slash at its end. */
  List<String> directories(String prefix) throws IOException {
    List<String> directories = new ArrayList<>();
    for (String key; (key = nextKey()) != null; ) {
      int slash = key.indexOf('/', prefix.length());
      if (slash >= 0) {
        String directory = key.substring(0, slash + 1);
        directories.add(directory);
        skipPast(directory);
      }
    }
    return directories;
  }

  /** Leaves out all further keys that start with this, a prefix of the key returned last. */
  public void skipPast(String prefix) {
    keys.skipPast(prefix);
  }
}
