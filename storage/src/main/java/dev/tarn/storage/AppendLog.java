package dev.tarn.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of lines that grows at its end. A batch of lines is one append; an append that failed or
 * was cut by the end of the process leaves no trace. Not thread-safe: the owner's lock guards it.
 */
public final class AppendLog {
  private static final Logger log = LoggerFactory.getLogger(AppendLog.class);
  private static final int BUFFER_SIZE = 1 << 16;

  private final Path file;
  private final AtomicFiles files;
  private long length;
  private boolean broken;
  private boolean renamed;

  public AppendLog(Path file, AtomicFiles files) {
    this.file = file;
    this.files = files;
  }

  /** Receives the log's lines; a line is valid only during the call. */
  public interface LineReader {
    /** Reads {@code bytes[start, end)}, the line without its line feed. */
    void line(byte[] bytes, int start, int end) throws IOException;
  }

  /** Writes the lines of a rewritten log. */
  public interface LineWriter {
    void writeTo(OutputStream out) throws IOException;
  }

  public Path file() {
    return file;
  }

  /** Reads all lines in order, if there is a file. A torn last line is cut off the file. */
  public void replay(LineReader reader) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      length = replay(channel, reader);
      long torn = channel.size() - length;
      if (torn > 0) {
        log.warn("Cut {} bytes of an unfinished write off the end of {}", torn, file);
        channel.truncate(length);
      }
    }
  }

  private static long replay(FileChannel channel, LineReader reader) throws IOException {
    byte[] bytes = new byte[BUFFER_SIZE];
    int filled = 0;
    long complete = 0;
    while (true) {
      int count = channel.read(ByteBuffer.wrap(bytes, filled, bytes.length - filled));
      if (count < 0) {
        return complete;
      }
      int scanned = filled;
      filled += count;
      int lineStart = 0;
      for (int i = scanned; i < filled; i++) {
        if (bytes[i] == '\n') {
          reader.line(bytes, lineStart, i);
          complete += i + 1 - lineStart;
          lineStart = i + 1;
        }
      }
      filled -= lineStart;
      byte[] next = filled == bytes.length ? new byte[bytes.length * 2] : bytes;
      System.arraycopy(bytes, lineStart, next, 0, filled);
      bytes = next;
    }
  }

  /** Appends whole lines in one write; on return they are kept, on an exception none of them is. */
  public void append(ByteBuffer lines) throws IOException {
    mend();
    try {
      write(lines);
    } catch (IOException e) {
      broken = true;
      try {
        mend();
      } catch (IOException mending) {
        e.addSuppressed(mending);
      }
      throw e;
    }
  }

  private void write(ByteBuffer lines) throws IOException {
    boolean created = length == 0 && Files.notExists(file);
    long position = length;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (lines.hasRemaining()) {
        position += channel.write(lines, position);
      }
      if (files.durability() == Durability.FSYNC) {
        channel.force(true);
      }
    }
    if (created || renamed) {
      files.syncDirectory(Objects.requireNonNull(file.getParent()));
      renamed = false;
    }
    length = position;
  }

  /** Cuts off what a failed append left, if that could not be done at once. */
  private void mend() throws IOException {
    if (!broken) {
      return;
    }
    // A thread that is interrupted, which may be why the append failed, cannot use a channel.
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
      broken = false;
    } catch (NoSuchFileException e) {
      // The append could not even create the file.
      broken = false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Replaces the whole log atomically. What was kept stays kept after a power cut too, whether by
   * the old file or by the new one: the next append makes sure that it is the new one.
   */
  public void rewrite(LineWriter lines) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + AtomicFiles.TEMPORARY_SUFFIX);
    try {
      try (FileChannel channel =
              FileChannel.open(
                  temporary,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE);
          OutputStream out =
              new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_SIZE)) {
        lines.writeTo(out);
        out.flush();
        if (files.durability() == Durability.FSYNC) {
          channel.force(true);
        }
      }
      long newLength = Files.size(temporary);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      length = newLength;
      renamed = true;
      broken = false;
    } catch (IOException e) {
      discard(temporary, e);
      throw e;
    }
  }

  private static void discard(Path temporary, IOException failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
