package dev.tarn.query.result;

import dev.tarn.storage.ObjectHead;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectStore;
import dev.tarn.storage.ObjectWriter;
import dev.tarn.storage.WriteOptions;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/** Where results are: in buckets, or in the store of managed results, as their keys say. */
public record ResultStore(ObjectStore objects, ManagedResults managed) {
  Optional<ObjectHead> head(ObjectKey key) throws IOException {
    return ManagedResults.holds(key)
        ? managed.store().head(ManagedResults.stored(key))
        : objects.head(key);
  }

  SeekableByteChannel read(ObjectKey key) throws IOException {
    return ManagedResults.holds(key)
        ? managed.store().read(ManagedResults.stored(key))
        : objects.read(key);
  }

  ObjectWriter write(ObjectKey key, WriteOptions options) throws IOException {
    if (!ManagedResults.holds(key)) {
      return objects.write(key, options);
    }
    managed.sweep();
    return managed.store().write(ManagedResults.stored(key), options);
  }
}
