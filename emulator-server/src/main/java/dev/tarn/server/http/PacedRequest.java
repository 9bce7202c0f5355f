package dev.tarn.server.http;

import dev.tarn.http.ForwardingRequest;
import dev.tarn.http.IncomingRequest;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/** A request whose body must arrive at some pace, so that no client is waited for without end. */
final class PacedRequest extends ForwardingRequest {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final EdgeLimits limits;
  private @Nullable PacedInput input;

  PacedRequest(IncomingRequest request, EdgeLimits limits) {
    super(request);
    this.limits = limits;
  }

  @Override
  public InputStream body() throws IOException {
    PacedInput opened = input;
    if (opened == null) {
      opened = new PacedInput(super.body(), limits);
      input = opened;
    }
    return opened;
  }

  /**
   * The time that counts is spent waiting in reads, not what the server does between them: a slow
   * disk is no fault of the client.
   */
  private static final class PacedInput extends InputStream {
    private final InputStream source;
    private final EdgeLimits limits;
    private long bytes;
    private long waitedNanos;
    private @Nullable Exception failure;

    PacedInput(InputStream source, EdgeLimits limits) {
      this.source = source;
      this.limits = limits;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (failure != null) {
        throw new EofException(failure); // who reads on does not wait once more
      }
      long start = System.nanoTime();
      int read;
      try {
        read = source.read(buffer, offset, length);
      } catch (IOException | HttpException.RuntimeException e) {
        // Malformed chunks, silence, a client that has left: for a handler they are all the same.
        failure = e;
        throw new EofException(e);
      }
      account(start, Math.max(0, read));
      return read;
    }

    private void account(long start, int read) throws IOException {
      waitedNanos += System.nanoTime() - start;
      bytes += read;
      if (waitedNanos > limits.bodyGrace().toNanos()
          && bytes < waitedNanos / NANOS_PER_SECOND * limits.bodyBytesPerSecond()) {
        EofException slow = new EofException("the body arrives too slowly");
        failure = slow;
        throw slow;
      }
    }
  }
}
