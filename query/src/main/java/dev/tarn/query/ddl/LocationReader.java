package dev.tarn.query.ddl;

import dev.tarn.storage.ObjectHead;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Looks under a table's or partition's location. */
final class LocationReader {
  private final ObjectStore objects;

  LocationReader(ObjectStore objects) {
    this.objects = objects;
  }

  /** A location as a bucket and a prefix that is empty or ends in a slash. */
  private record Prefix(String bucket, String prefix) {
    static Prefix of(String location) {
      int start = location.indexOf("://") + 3;
      int slash = location.indexOf('/', start);
      if (slash < 0) {
        return new Prefix(location.substring(start), "");
      }
      String key = location.substring(slash + 1);
      return new Prefix(
          location.substring(start, slash), key.isEmpty() || key.endsWith("/") ? key : key + "/");
    }
  }

  /** The names, without slashes, of the "directories" directly under a location. */
  List<String> directories(String location) throws IOException {
    Prefix prefix = Prefix.of(location);
    if (!objects.bucketExists(prefix.bucket())) {
      return List.of();
    }
    return objects.listDirectories(prefix.bucket(), prefix.prefix()).stream()
        .map(path -> path.substring(prefix.prefix().length(), path.length() - 1))
        .toList();
  }

  /** Whether any object lies under a location. */
  boolean exists(String location) throws IOException {
    Prefix prefix = Prefix.of(location);
    if (!objects.bucketExists(prefix.bucket())) {
      return false;
    }
    try (Stream<ObjectHead> heads = objects.list(prefix.bucket(), prefix.prefix(), "")) {
      return heads.findAny().isPresent();
    }
  }

  /** Deletes every object under a location. */
  void deleteAll(String location) throws IOException {
    Prefix prefix = Prefix.of(location);
    if (!objects.bucketExists(prefix.bucket())) {
      return;
    }
    List<ObjectKey> keys;
    try (Stream<ObjectHead> heads = objects.list(prefix.bucket(), prefix.prefix(), "")) {
      keys = heads.map(ObjectHead::key).toList();
    }
    for (ObjectKey key : keys) {
      objects.delete(key);
    }
  }
}
