package dev.tarn.storage.s3;

import dev.tarn.storage.ObjectKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The uploads that were aborted last. S3 takes it for done when they are aborted again, as whoever
 * lost the answer does; hadoop's contract test of multipart uploads, which passes on AWS, wants it.
 * Thread-safe.
 */
final class AbortedUploads {

  private static final int MAX_KEPT = 1000;

  private final Map<String, ObjectKey> keys =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ObjectKey> eldest) {
          return size() > MAX_KEPT;
        }
      };

  synchronized void add(ObjectKey key, String uploadId) {
    keys.put(uploadId, key);
  }

  synchronized boolean contains(ObjectKey key, String uploadId) {
    return key.equals(keys.get(uploadId));
  }
}
