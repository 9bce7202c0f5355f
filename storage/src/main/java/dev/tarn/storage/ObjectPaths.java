package dev.tarn.storage;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds, publishes and deletes the files of objects. Symbolic links are never followed: what lies
 * behind one is no object, and nothing is written through one.
 *
 * <p>Files only ever move from their own name to the aside name (to make room for a directory), so
 * looking at the own name first and the aside name second always finds an object that is there.
 */
final class ObjectPaths {

  /** The file of an object and its attributes. */
  record Located(Path file, BasicFileAttributes attributes) {}

  private static final int ATTEMPTS = 100;

  private final Function<String, Path> bucketDirectories;
  private final AtomicFiles files;

  ObjectPaths(Function<String, Path> bucketDirectories, AtomicFiles files) {
    this.bucketDirectories = bucketDirectories;
    this.files = files;
  }

  Path bucketDirectory(String bucket) {
    return bucketDirectories.apply(bucket);
  }

  Optional<Located> locate(ObjectKey key) throws IOException {
    KeyPath path = KeyPath.of(key.key());
    Path directory = bucketDirectory(key.bucket());
    for (String name : path.directories()) {
      directory = directory.resolve(name);
      BasicFileAttributes attributes = attributesOf(directory);
      if (attributes == null || !attributes.isDirectory()) {
        return Optional.empty();
      }
    }
    Path own = directory.resolve(path.name());
    BasicFileAttributes attributes = attributesOf(own);
    if (attributes != null && attributes.isRegularFile()) {
      return Optional.of(new Located(own, attributes));
    }
    Path aside = directory.resolve(path.asideName());
    BasicFileAttributes asideAttributes = attributesOf(aside);
    if (asideAttributes != null && asideAttributes.isRegularFile()) {
      return Optional.of(new Located(aside, asideAttributes));
    }
    return Optional.empty();
  }

  /** Renames a finished file to where the object lies, making room for it. Call under its lock. */
  void publish(Path finished, ObjectKey key) throws IOException {
    KeyPath path = KeyPath.of(key.key());
    for (int attempt = 1; ; attempt++) {
      try {
        Path directory = ensureDirectories(key.bucket(), path);
        Path target = targetIn(directory, path);
        try {
          Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
          moveAcross(finished, target);
        }
        files.syncDirectory(directory);
        return;
      } catch (FileSystemException raced) {
        // A directory was deleted as empty, or made where a file was to be, between two steps.
        if (attempt == ATTEMPTS || Files.notExists(finished)) {
          throw raced;
        }
        if (!Files.isDirectory(bucketDirectory(key.bucket()), LinkOption.NOFOLLOW_LINKS)) {
          throw S3Errors.noSuchBucket();
        }
      }
    }
  }

  /** Deletes the object's file and the directories that are empty without it. */
  void delete(ObjectKey key) throws IOException {
    KeyPath path = KeyPath.of(key.key());
    Path directory = bucketDirectory(key.bucket());
    Deque<Path> directories = new ArrayDeque<>();
    for (String name : path.directories()) {
      directory = directory.resolve(name);
      directories.push(directory);
    }
    deleteFile(directory.resolve(path.name()));
    deleteFile(directory.resolve(path.asideName()));
    while (!directories.isEmpty() && deleteIfEmpty(directories.pop())) {
      directory = directories.isEmpty() ? bucketDirectory(key.bucket()) : directories.peek();
    }
    if (Files.exists(directory)) {
      files.syncDirectory(directory);
    }
  }

  private static boolean deleteIfEmpty(Path directory) throws IOException {
    try {
      return Files.deleteIfExists(directory);
    } catch (DirectoryNotEmptyException inUse) {
      return false;
    }
  }

  static @Nullable BasicFileAttributes attributesOf(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException absent) {
      return null;
    } catch (FileSystemException e) {
      Path parent = path.getParent();
      if (parent != null && Files.isRegularFile(parent)) {
        return null; // a file took the directory's place meanwhile
      }
      throw e;
    }
  }

  private static void deleteFile(Path file) throws IOException {
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(file);
    }
  }

  private Path targetIn(Path directory, KeyPath path) throws IOException {
    Path own = directory.resolve(path.name());
    Path aside = directory.resolve(path.asideName());
    BasicFileAttributes attributes = attributesOf(own);
    boolean directoryThere = attributes != null && attributes.isDirectory();
    boolean fileThere = attributes != null && attributes.isRegularFile();
    return directoryThere || (!fileThere && attributesOf(aside) != null) ? aside : own;
  }

  private Path ensureDirectories(String bucket, KeyPath path) throws IOException {
    Path directory = bucketDirectory(bucket);
    for (String name : path.directories()) {
      Path parent = directory;
      directory = parent.resolve(name);
      BasicFileAttributes attributes = attributesOf(directory);
      if (attributes != null && attributes.isDirectory()) {
        continue;
      }
      if (attributes != null && !attributes.isRegularFile()) {
        throw S3Errors.invalidArgument(
            "The key lies behind a file that is neither an object nor a directory: " + name);
      }
      if (attributes != null) {
        Files.move(
            directory, parent.resolve(KeyPath.asideName(name)), StandardCopyOption.ATOMIC_MOVE);
      }
      try {
        Files.createDirectory(directory);
      } catch (FileAlreadyExistsException sameTime) {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
          throw sameTime;
        }
      }
      files.syncDirectory(parent);
    }
    return directory;
  }

  /** For a bucket on a file system of its own: a copy beside the target, then the rename. */
  private void moveAcross(Path finished, Path target) throws IOException {
    Path near = target.resolveSibling("%~" + finished.getFileName());
    try {
      Files.copy(finished, near, StandardCopyOption.COPY_ATTRIBUTES);
      Files.move(near, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(near);
    }
    Files.delete(finished);
  }
}
