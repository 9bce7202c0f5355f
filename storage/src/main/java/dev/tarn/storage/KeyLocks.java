package dev.tarn.storage;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Locks by name; different names may share one. */
final class KeyLocks {

  private static final int STRIPES = 256;

  private final Lock[] keys = new Lock[STRIPES];
  private final ReentrantReadWriteLock[] buckets = new ReentrantReadWriteLock[STRIPES];

  KeyLocks() {
    for (int i = 0; i < STRIPES; i++) {
      keys[i] = new ReentrantLock();
      buckets[i] = new ReentrantReadWriteLock();
    }
  }

  /** Held while one object is replaced or deleted. */
  Held object(ObjectKey key) {
    Lock bucket = buckets[stripe(key.bucket())].readLock();
    Lock object = keys[stripe(key)];
    bucket.lock();
    object.lock();
    return () -> {
      object.unlock();
      bucket.unlock();
    };
  }

  /** Held while a bucket is created or deleted; excludes changes to its objects. */
  Held bucket(String bucket) {
    Lock lock = buckets[stripe(bucket)].writeLock();
    lock.lock();
    return lock::unlock;
  }

  private static int stripe(Object name) {
    int hash = name.hashCode();
    return Math.floorMod(hash ^ (hash >>> 16), STRIPES);
  }

  /** A held lock; closing gives it back. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
