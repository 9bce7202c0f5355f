package dev.tarn.catalog.file;

import dev.tarn.storage.AtomicFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes removing a directory atomic: it is renamed into the trash, which is the moment it is gone,
 * and its files are deleted behind that. What a killed process left in the trash is deleted at the
 * next start.
 */
public final class Trash implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Trash.class);

  private final Path directory;
  private final AtomicFiles files;
  private final ExecutorService emptying = Executors.newVirtualThreadPerTaskExecutor();

  private Trash(Path directory, AtomicFiles files) {
    this.directory = directory;
    this.files = files;
  }

  /** Opens the trash of a catalog and begins to delete what is still in it. */
  public static Trash open(Path directory, AtomicFiles files) throws IOException {
    Files.createDirectories(directory);
    Trash trash = new Trash(directory, files);
    try (var leftovers = Files.newDirectoryStream(directory)) {
      for (Path leftover : leftovers) {
        trash.deleteLater(leftover);
      }
    }
    return trash;
  }

  /** Removes the directory with everything in it; gone when this returns. */
  public void discard(Path discarded) throws IOException {
    Path target = directory.resolve(UUID.randomUUID().toString());
    Files.move(discarded, target, StandardCopyOption.ATOMIC_MOVE);
    try {
      files.syncDirectory(directory);
      files.syncDirectory(Objects.requireNonNull(discarded.getParent()));
    } catch (IOException e) {
      putBack(target, discarded, e);
      throw e;
    }
    deleteLater(target);
  }

  /** Who is told that it is not gone will go on using it. */
  private static void putBack(Path target, Path discarded, IOException failure) {
    try {
      Files.move(target, discarded, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void deleteLater(Path path) {
    emptying.execute(() -> {
      try {
        deleteTree(path);
      } catch (IOException e) {
        log.warn("Cannot delete {}; it is tried again at the next start", path, e);
      }
    });
  }

  private static void deleteTree(Path tree) throws IOException {
    try {
      Files.walkFileTree(
          tree,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
                throws IOException {
              if (failure != null) {
                throw failure;
              }
              Files.delete(dir);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (NoSuchFileException e) {
      log.debug("{} is already gone", tree, e);
    }
  }

  @Override
  public void close() {
    emptying.close();
  }
}
