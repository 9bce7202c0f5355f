package dev.tarn.catalog.durability;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A disk that begins to fail at a chosen operation of one thread. */
final class FaultyDisk {

  /** How it fails. */
  enum Failure {
    /** One operation fails, the next ones do not. */
    ONCE,
    /** Nothing can be created or written any more; deleting and cutting work. */
    FULL,
    /** Nothing can be changed any more. */
    READ_ONLY
  }

  /** What an operation does to the space that is used. */
  enum Change {
    GROWS,
    SHRINKS
  }

  private volatile @Nullable Thread victim;
  private Failure failure = Failure.ONCE;
  private int operationsBefore;
  private boolean failed;

  /** Lets the given number of the calling thread's operations pass, and then fails. */
  void failAfter(int operations, Failure how) {
    failure = how;
    operationsBefore = operations;
    failed = false;
    victim = Thread.currentThread();
  }

  /** From now on everything works; tells whether something had failed. */
  boolean repair() {
    victim = null;
    return failed;
  }

  /** The directory on this disk. */
  Path at(Path directory) {
    return new FaultyFileSystem(directory.getFileSystem(), this).wrap(directory);
  }

  /**
   * To be called before every operation that changes something.
   *
   * @throws IOException when it is to fail
   */
  void operate(Change change) throws IOException {
    if (isToFail(change)) {
      throw new IOException(
          failure == Failure.READ_ONLY ? "Read-only file system" : "No space left on device");
    }
  }

  private boolean isToFail(Change change) {
    if (!Thread.currentThread().equals(victim)) {
      return false;
    }
    if (operationsBefore > 0) {
      operationsBefore--;
      return false;
    }
    boolean fails =
        switch (failure) {
          case ONCE -> !failed;
          case FULL -> change == Change.GROWS;
          case READ_ONLY -> true;
        };
    failed |= fails;
    return fails;
  }
}
