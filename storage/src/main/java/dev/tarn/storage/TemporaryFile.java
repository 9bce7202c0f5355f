package dev.tarn.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A file being written that somebody will rename; closing deletes it if nobody did. */
final class TemporaryFile extends OutputStream {

  private static final int BUFFER_BYTES = 1 << 13;

  private final Path path;
  private final Durability durability;
  private final FileChannel channel;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;

  TemporaryFile(Path path, Durability durability) throws IOException {
    this.path = path;
    this.durability = durability;
    this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void write(int b) throws IOException {
    if (buffered == buffer.length) {
      flush();
    }
    buffer[buffered++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length > buffer.length - buffered) {
      flush();
    }
    if (length >= buffer.length) {
      AtomicFiles.writeFully(channel, ByteBuffer.wrap(bytes, offset, length));
    } else {
      System.arraycopy(bytes, offset, buffer, buffered, length);
      buffered += length;
    }
  }

  /** Appends bytes of another file, inside the system where it can. */
  void transferFrom(FileChannel source, long position, long length) throws IOException {
    flush();
    long done = 0;
    while (done < length) {
      long moved = source.transferTo(position + done, length - done, channel);
      if (moved <= 0) {
        throw new IOException("The source of a copy ended early");
      }
      done += moved;
    }
  }

  @Override
  public void flush() throws IOException {
    if (buffered > 0) {
      AtomicFiles.writeFully(channel, ByteBuffer.wrap(buffer, 0, buffered));
      buffered = 0;
    }
  }

  /** Ends the writing; the file can be renamed now. */
  Path finish() throws IOException {
    flush();
    if (durability == Durability.FSYNC) {
      channel.force(true);
    }
    channel.close();
    return path;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
