package dev.tarn.catalog.file;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of the catalog cannot be understood; the catalog does not start, and says which file. */
public final class UnreadableCatalogException extends IOException {
  public UnreadableCatalogException(Path file, String problem) {
    this(file, problem, null);
  }

  public UnreadableCatalogException(Path file, String problem, @Nullable Throwable cause) {
    super("Cannot read " + file + ": " + problem, cause);
  }
}
