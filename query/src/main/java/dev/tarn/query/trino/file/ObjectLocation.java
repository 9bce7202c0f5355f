package dev.tarn.query.trino.file;

import dev.tarn.storage.ObjectKey;
import io.trino.filesystem.Location;

/** Reads Trino's locations as buckets and keys. */
final class ObjectLocation {
  private ObjectLocation() {}

  /** The object that a file location names. */
  static ObjectKey file(Location location) {
    location.verifyValidFileLocation();
    return new ObjectKey(bucket(location), location.path());
  }

  /** The prefix of all keys "in" a directory location: empty, or ending in a slash. */
  static String directoryPrefix(Location location) {
    String path = location.path();
    return path.isEmpty() || path.endsWith("/") ? path : path + "/";
  }

  static String bucket(Location location) {
    String scheme = location.scheme().orElse("");
    boolean s3 = scheme.equals("s3") || scheme.equals("s3a") || scheme.equals("s3n");
    if (!s3 || location.userInfo().isPresent() || location.port().isPresent()) {
      throw new IllegalArgumentException("Not an S3 location: " + location);
    }
    return location
        .host()
        .orElseThrow(() -> new IllegalArgumentException("No bucket in location: " + location));
  }

  /** The location of a key in the same bucket, written with the same scheme. */
  static Location inBucketOf(Location location, String key) {
    return Location.of(location.scheme().orElseThrow() + "://" + bucket(location) + "/" + key);
  }
}
