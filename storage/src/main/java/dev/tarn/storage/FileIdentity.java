package dev.tarn.storage;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * One exact content of a file: the store never publishes two of one key with the same time, and a
 * person who changes a file changes its time. Copying a data directory with times keeps it.
 */
record FileIdentity(long size, Instant modified) {

  static FileIdentity of(BasicFileAttributes attributes) {
    return new FileIdentity(attributes.size(), attributes.lastModifiedTime().toInstant());
  }
}
