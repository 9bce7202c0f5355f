package dev.tarn.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Lets requests through side by side, and a reset only when none is under way. */
final class ResetGate {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

  /** A request or a reset. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  void pass(Work request) throws IOException {
    lock.readLock().lock();
    try {
      request.run();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Requests that come meanwhile wait for the end of it.
   *
   * @throws IOException when requests that are under way do not end
   */
  void alone(Work reset) throws IOException {
    try {
      if (!lock.writeLock().tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("calls are under way and do not end; nothing has been reset");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted; nothing has been reset", e);
    }
    try {
      reset.run();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
