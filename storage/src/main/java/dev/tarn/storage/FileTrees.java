package dev.tarn.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Deletes directories with what is in them; never follows a symbolic link. */
final class FileTrees {

  private FileTrees() {}

  /** Deletes everything below and the directory itself; nothing when it is not there. */
  static void delete(Path directory) throws IOException {
    if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(directory, new Deletion(true));
    }
  }

  /** Deletes directories that hold nothing but directories; fails at the first that does. */
  static void deleteEmpty(Path directory) throws IOException {
    Files.walkFileTree(directory, new Deletion(false));
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    private final boolean files;

    Deletion(boolean files) {
      this.files = files;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (files) {
        Files.delete(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
