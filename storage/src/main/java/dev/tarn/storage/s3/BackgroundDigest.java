package dev.tarn.storage.s3;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Computes digests on a second thread while the first one moves the bytes on: MD5 alone is slower
 * than the network and the disk. Used by one thread; the digests are the caller's again after
 * {@link #finish}.
 */
final class BackgroundDigest implements AutoCloseable {

  /** Takes the bytes in their order. */
  @FunctionalInterface
  interface Digests {
    void update(byte[] buffer, int offset, int length);
  }

  private record Filled(Buffers.Lease lease, int length) {}

  private static final int BUFFERS = 4;

  private final BlockingQueue<Buffers.Lease> free = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<Filled> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
  private final List<Buffers.Lease> all = new ArrayList<>();
  private final Thread thread;
  private boolean ended;

  BackgroundDigest(Digests digests) {
    for (int i = 0; i < BUFFERS; i++) {
      Buffers.Lease lease = Buffers.heap();
      all.add(lease);
      free.add(lease);
    }
    this.thread = Thread.ofVirtual().name("s3-digest").start(() -> run(digests));
  }

  /** A buffer to fill; waits until one is digested. */
  Buffers.Lease take() throws InterruptedIOException {
    try {
      return free.take();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Gives a buffer to the digests. It may be read meanwhile, not written. */
  void give(Buffers.Lease lease, int length) {
    filled.add(new Filled(lease, length));
  }

  /** Waits until everything that was given is digested. */
  void finish() throws InterruptedIOException {
    end();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public void close() throws InterruptedIOException {
    finish();
    all.forEach(Buffers.Lease::close);
  }

  private void end() {
    if (!ended) {
      ended = true;
      filled.add(new Filled(all.getFirst(), 0));
    }
  }

  private void run(Digests digests) {
    try {
      for (Filled next = filled.take(); next.length() > 0; next = filled.take()) {
        digests.update(next.lease().bytes(), 0, next.length());
        free.add(next.lease());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this thread", e);
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("Interrupted while a body was digested");
  }
}
