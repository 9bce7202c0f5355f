package dev.tarn.catalog.repository;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A read-modify-write of the catalog; it runs under the lock of what it changes. */
public interface CatalogWrite<T> {
  T run() throws IOException;

  /** Runs the write; trouble with the disk becomes unchecked, and an internal error on the wire. */
  static <T> T unchecked(CatalogWrite<T> write) {
    try {
      return write.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
