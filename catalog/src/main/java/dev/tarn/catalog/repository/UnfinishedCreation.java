package dev.tarn.catalog.repository;

import dev.tarn.catalog.file.CatalogStorage;
import dev.tarn.catalog.file.UnreadableCatalogException;
import dev.tarn.storage.AtomicFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Clears away what a creation or an update left that the end of the process cut off. */
final class UnfinishedCreation {
  private UnfinishedCreation() {}

  /**
   * Deletes temporary files; true when the directory never got its main file and is gone now.
   *
   * @throws UnreadableCatalogException when there is no main file, but something else to lose
   */
  static boolean discard(Path directory, String mainFile, CatalogStorage storage)
      throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new UnreadableCatalogException(directory, "it is not a directory");
    }
    boolean empty = true;
    boolean complete = false;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.endsWith(AtomicFiles.TEMPORARY_SUFFIX)) {
          Files.delete(entry);
        } else {
          // A table's indexes are written before the table itself.
          empty &= name.equals(TableEntry.INDEXES_FILE);
          complete |= name.equals(mainFile);
        }
      }
    }
    if (empty) {
      storage.trash().discard(directory);
    } else if (!complete) {
      throw new UnreadableCatalogException(directory, "it has no " + mainFile);
    }
    return empty;
  }
}
