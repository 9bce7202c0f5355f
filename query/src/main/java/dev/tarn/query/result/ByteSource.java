package dev.tarn.query.result;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Reads an object byte by byte from an offset, and knows at which byte it stands. */
final class ByteSource {
  static final int END = -1;
  private static final int BUFFER_BYTES = 32 * 1024;

  private final SeekableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();
  private long position;

  ByteSource(SeekableByteChannel channel, long offset) throws IOException {
    this.channel = channel;
    this.position = offset;
    channel.position(offset);
  }

  /** The offset of the byte that {@link #next} returns next. */
  long position() {
    return position;
  }

  /** The next byte as 0..255, or {@link #END}. */
  int next() throws IOException {
    int value = peek();
    if (value != END) {
      buffer.get();
      position++;
    }
    return value;
  }

  int peek() throws IOException {
    if (!buffer.hasRemaining()) {
      buffer.clear();
      int read = channel.read(buffer);
      buffer.flip();
      if (read <= 0) {
        return END;
      }
    }
    return buffer.get(buffer.position()) & 0xFF;
  }
}
