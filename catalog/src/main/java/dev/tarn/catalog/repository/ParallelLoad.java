package dev.tarn.catalog.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads many files at once when the catalog starts. */
final class ParallelLoad {
  private ParallelLoad() {}

  /** Reads one item. */
  interface Load<T> {
    void load(T item) throws IOException;
  }

  static <T> void forEach(List<T> items, Load<T> load) throws IOException {
    try {
      items.parallelStream()
          .forEach(item -> {
            try {
              load.load(item);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw rootCause(e);
    }
  }

  /** A parallel stream may wrap the exception of another thread in one of the same kind. */
  private static IOException rootCause(UncheckedIOException e) {
    Throwable cause = e;
    while (cause instanceof UncheckedIOException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof IOException io ? io : new IOException(e);
  }
}
