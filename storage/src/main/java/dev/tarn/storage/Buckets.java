package dev.tarn.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The buckets: the directories under objects/ whose name S3 would accept, however they came. */
final class Buckets {

  private final Path objects;
  private final Path meta;
  private final AtomicFiles files;
  private final Clock clock = Clock.systemUTC();

  Buckets(Path objects, Path meta, AtomicFiles files) {
    this.objects = objects;
    this.meta = meta;
    this.files = files;
  }

  List<String> names() {
    try (Stream<Path> directories = Files.list(objects)) {
      return directories
          .map(directory -> directory.getFileName().toString())
          .filter(this::exists)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean exists(String bucket) {
    return BucketNames.isWellFormed(bucket)
        && Files.isDirectory(objects.resolve(bucket), LinkOption.NOFOLLOW_LINKS);
  }

  void create(String bucket) throws IOException {
    if (!BucketNames.isValid(bucket)) {
      throw S3Errors.invalidBucketName();
    }
    if (exists(bucket)) {
      throw S3Errors.bucketAlreadyOwnedByYou();
    }
    // What a bucket deleted by hand has left must not come back with a bucket of the same name.
    FileTrees.delete(meta.resolve(bucket));
    files.replace(
        creationFile(bucket), clock.instant().toString().getBytes(StandardCharsets.US_ASCII));
    try {
      Files.createDirectory(objects.resolve(bucket));
    } catch (FileAlreadyExistsException notDirectory) {
      throw S3Errors.of("BucketAlreadyExists", "A file has the name of the bucket.", 409);
    }
    files.syncDirectory(objects);
  }

  /** Call when it holds no object. Files that are no objects stay, and the bucket with them. */
  void delete(String bucket) throws IOException {
    try {
      FileTrees.deleteEmpty(objects.resolve(bucket));
    } catch (DirectoryNotEmptyException notObjects) {
      throw S3Errors.bucketNotEmpty();
    }
    files.syncDirectory(objects);
    FileTrees.delete(meta.resolve(bucket));
  }

  Instant created(String bucket) throws IOException {
    try {
      return Instant.parse(Files.readString(creationFile(bucket)));
    } catch (NoSuchFileException madeByHand) {
      return Files.readAttributes(objects.resolve(bucket), BasicFileAttributes.class)
          .creationTime()
          .toInstant();
    }
  }

  private Path creationFile(String bucket) {
    return meta.resolve(bucket).resolve("created");
  }
}
