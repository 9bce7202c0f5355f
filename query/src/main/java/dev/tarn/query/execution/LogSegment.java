package dev.tarn.query.execution;

import dev.tarn.storage.Durability;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;

/** One day's file of the log. Records are lines; they are only ever added. */
final class LogSegment implements Closeable {
  private static final int SCAN_BYTES = 1 << 20;

  /** Takes the records of a file in order. */
  interface RecordVisitor {
    void record(LogSegment segment, long offset, byte[] line) throws IOException;
  }

  private final LocalDate day;
  private final Path file;
  private final FileChannel channel;
  private final Durability durability;
  private long size;

  private LogSegment(LocalDate day, Path file, FileChannel channel, Durability durability)
      throws IOException {
    this.day = day;
    this.file = file;
    this.channel = channel;
    this.durability = durability;
    this.size = channel.size();
  }

  static LogSegment open(LocalDate day, Path file, Durability durability) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new LogSegment(day, file, channel, durability);
  }

  LocalDate day() {
    return day;
  }

  /** Appends a line, without its line feed, and returns when it is as durable as configured. */
  LogPosition append(byte[] line) throws IOException {
    long offset = size;
    ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes, offset + bytes.position());
      }
      if (durability == Durability.FSYNC) {
        channel.force(false);
      }
    } catch (IOException e) {
      // A part of a line must not stay in front of the next one.
      channel.truncate(offset);
      throw e;
    }
    size = offset + line.length + 1;
    return new LogPosition(this, offset, line.length);
  }

  byte[] read(LogPosition position) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(position.length());
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position.offset() + bytes.position()) < 0) {
        throw new EOFException(file + " is shorter than its records");
      }
    }
    return bytes.array();
  }

  /** Visits every record; a last line that was never completed is cut off. */
  void scan(RecordVisitor visitor) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(SCAN_BYTES);
    long lineStart = 0;
    while (true) {
      int read = channel.read(buffer, lineStart + buffer.position());
      int from = 0;
      for (int i = 0; i < buffer.position(); i++) {
        if (buffer.get(i) == '\n') {
          byte[] line = new byte[i - from];
          buffer.get(from, line);
          visitor.record(this, lineStart + from, line);
          from = i + 1;
        }
      }
      lineStart += from;
      buffer.flip().position(from).compact();
      if (read < 0) {
        break;
      }
      if (!buffer.hasRemaining()) {
        buffer = ByteBuffer.allocate(buffer.capacity() * 2).put(buffer.flip());
      }
    }
    if (lineStart < size) {
      channel.truncate(lineStart);
      size = lineStart;
    }
  }

  void delete() throws IOException {
    close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
