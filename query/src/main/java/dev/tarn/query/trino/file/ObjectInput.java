package dev.tarn.query.trino.file;

import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoInput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Objects;

/** Random access to an object as it was when opened. */
final class ObjectInput implements TrinoInput {
  private final Location location;
  private final SeekableByteChannel channel;

  ObjectInput(Location location, SeekableByteChannel channel) {
    this.location = location;
    this.channel = channel;
  }

  @Override
  public synchronized void readFully(long position, byte[] buffer, int bufferOffset, int length)
      throws IOException {
    Objects.checkFromIndexSize(bufferOffset, length, buffer.length);
    ensureOpen();
    if (position < 0) {
      throw new IOException("Negative seek offset: " + location);
    }
    channel.position(position);
    ByteBuffer target = ByteBuffer.wrap(buffer, bufferOffset, length);
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        throw new EOFException(
            "Cannot read %d bytes at %d of %s".formatted(length, position, location));
      }
    }
  }

  @Override
  public synchronized int readTail(byte[] buffer, int bufferOffset, int maxLength)
      throws IOException {
    Objects.checkFromIndexSize(bufferOffset, maxLength, buffer.length);
    ensureOpen();
    long size = channel.size();
    int length = (int) Math.min(size, maxLength);
    readFully(size - length, buffer, bufferOffset, length);
    return length;
  }

  private void ensureOpen() throws IOException {
    if (!channel.isOpen()) {
      throw new IOException("Input closed: " + location, new ClosedChannelException());
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
