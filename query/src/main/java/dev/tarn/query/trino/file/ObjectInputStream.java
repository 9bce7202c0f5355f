package dev.tarn.query.trino.file;

import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Objects;

/** Sequential access to an object as it was when opened; small reads are served from a buffer. */
final class ObjectInputStream extends TrinoInputStream {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final Location location;
  private final SeekableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);

  ObjectInputStream(Location location, SeekableByteChannel channel) {
    this.location = location;
    this.channel = channel;
  }

  @Override
  public long getPosition() throws IOException {
    ensureOpen();
    return channel.position() - buffer.remaining();
  }

  @Override
  public void seek(long position) throws IOException {
    ensureOpen();
    if (position < 0) {
      throw new IOException("Negative seek offset: " + location);
    }
    if (position > channel.size()) {
      throw new EOFException(
          "Cannot seek to %d of %d: %s".formatted(position, channel.size(), location));
    }
    buffer.limit(0);
    channel.position(position);
  }

  @Override
  public int read() throws IOException {
    ensureOpen();
    return buffer.hasRemaining() || fill() ? buffer.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    ensureOpen();
    if (length == 0) {
      return 0;
    }
    if (!buffer.hasRemaining()) {
      if (length >= BUFFER_BYTES) {
        return channel.read(ByteBuffer.wrap(target, offset, length));
      }
      if (!fill()) {
        return -1;
      }
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    ensureOpen();
    long before = getPosition();
    long after = Math.min(channel.size(), before + Math.max(0, count));
    seek(after);
    return after - before;
  }

  @Override
  public int available() throws IOException {
    ensureOpen();
    return buffer.remaining();
  }

  private boolean fill() throws IOException {
    buffer.clear();
    int read = channel.read(buffer);
    buffer.flip();
    return read > 0;
  }

  private void ensureOpen() throws IOException {
    if (!channel.isOpen()) {
      throw new IOException("Input stream closed: " + location, new ClosedChannelException());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public String toString() {
    return location.toString();
  }
}
