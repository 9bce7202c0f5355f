package dev.tarn.query.result;

import dev.tarn.storage.Durability;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectHead;
import dev.tarn.storage.ObjectKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Managed query results: what Athena keeps itself, for a day, instead of in a bucket of the user's.
 * They are objects in a store of their own, which S3 does not serve.
 */
// https://docs.aws.amazon.com/athena/latest/ug/managed-results.html
public final class ManagedResults {
  /** How long a result can be read. */
  public static final Duration KEPT = Duration.ofHours(24);

  /** Stands for this store in keys; no bucket can have this name. */
  private static final String BUCKET = "managed$results";

  private static final String STORED_IN = "results";
  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

  private final LocalObjectStore store;
  private final Clock clock;
  private Instant nextSweep = Instant.MIN;

  private ManagedResults(LocalObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Opens the store in that directory. */
  public static ManagedResults open(Path directory, Durability durability, Clock clock)
      throws IOException {
    LocalObjectStore store = LocalObjectStore.open(directory, durability);
    if (!store.bucketExists(STORED_IN)) {
      store.createBucket(STORED_IN);
    }
    return new ManagedResults(store, clock);
  }

  /** Where the result of a query is. */
  public static ObjectKey key(String queryId) {
    return new ObjectKey(BUCKET, queryId);
  }

  /** Whether a key is one of this store. */
  public static boolean holds(ObjectKey key) {
    return key.bucket().equals(BUCKET);
  }

  static ObjectKey stored(ObjectKey key) {
    return new ObjectKey(STORED_IN, key.key());
  }

  LocalObjectStore store() {
    return store;
  }

  /** Whether the result of a query that ended then can still be read. */
  public boolean isKept(Instant ended) {
    return ended.plus(KEPT).isAfter(clock.instant());
  }

  /** Removes what is kept no longer; looks only once an hour. */
  public synchronized void sweep() throws IOException {
    Instant now = clock.instant();
    if (now.isBefore(nextSweep)) {
      return;
    }
    nextSweep = now.plus(BETWEEN_SWEEPS);
    List<ObjectKey> old;
    try (Stream<ObjectHead> heads = store.list(STORED_IN, "", "")) {
      old =
          heads
              .filter(head -> !isKept(head.lastModified().plus(BETWEEN_SWEEPS)))
              .map(ObjectHead::key)
              .toList();
    }
    for (ObjectKey key : old) {
      store.delete(key);
    }
  }
}
