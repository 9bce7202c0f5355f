package dev.tarn.query.trino.file;

import dev.tarn.storage.ObjectKey;
import io.trino.filesystem.TrinoFileSystemException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Turns what the object store refuses into what Trino expects of a file system. */
final class FileFailures {
  @FunctionalInterface
  interface Action<T> {
    T run() throws IOException;
  }

  private FileFailures() {}

  /** Runs an action on an object that must exist. */
  static <T> T reading(ObjectKey key, Action<T> action) throws IOException {
    try {
      return action.run();
    } catch (NoSuchKeyException e) {
      throw missing(key);
    } catch (S3Exception e) {
      throw refused(key.uri(), e);
    }
  }

  /** Runs an action on a location that may or may not have objects. */
  static <T> T accessing(String location, Action<T> action) throws IOException {
    try {
      return action.run();
    } catch (S3Exception e) {
      throw refused(location, e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  static FileNotFoundException missing(ObjectKey key) {
    return new FileNotFoundException(key.uri());
  }

  private static TrinoFileSystemException refused(String location, S3Exception e) {
    return new TrinoFileSystemException(
        "%s: %s".formatted(location, e.awsErrorDetails().errorMessage()), e);
  }
}
