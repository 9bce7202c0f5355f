package dev.tarn.storage.s3;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Large buffers for passing object bytes on, kept for the next request up to a bound: requests run
 * on threads that live for one request, so thread-locals would not keep them.
 */
final class Buffers {

  static final int HEAP_BYTES = 256 << 10;
  static final int DIRECT_BYTES = 512 << 10;

  private static final Pool<byte[]> HEAP = new Pool<>();
  private static final Pool<ByteBuffer> DIRECT = new Pool<>();

  private Buffers() {}

  static Lease heap() {
    byte[] kept = HEAP.take();
    byte[] bytes = kept != null ? kept : new byte[HEAP_BYTES];
    return new Lease(bytes);
  }

  static DirectLease direct() {
    ByteBuffer kept = DIRECT.take();
    ByteBuffer buffer = kept != null ? kept : ByteBuffer.allocateDirect(DIRECT_BYTES);
    return new DirectLease(buffer.clear());
  }

  /** A borrowed array; closing gives it back. */
  static final class Lease implements AutoCloseable {
    private final byte[] bytes;

    private Lease(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }

    @Override
    public void close() {
      HEAP.give(bytes);
    }
  }

  /** A borrowed direct buffer; closing gives it back. */
  record DirectLease(ByteBuffer buffer) implements AutoCloseable {
    @Override
    public void close() {
      DIRECT.give(buffer);
    }
  }

  private static final class Pool<T> {
    private static final int MAX_KEPT = 32;
    private final ConcurrentLinkedQueue<T> kept = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    @Nullable T take() {
      T item = kept.poll();
      if (item != null) {
        size.decrementAndGet();
      }
      return item;
    }

    void give(T item) {
      if (size.incrementAndGet() <= MAX_KEPT) {
        kept.add(item);
      } else {
        size.decrementAndGet();
      }
    }
  }
}
