package dev.tarn.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes small files so that a reader, also after kill -9, sees the old content or the whole new
 * one: temp file in the same directory, then an atomic rename. Also appends to line logs and mends
 * their torn tail. Thread-safe; writers of one file must not race each other.
 */
public final class AtomicFiles {

  /** What the names of temp files end in; such a file is nobody's and may be deleted at a start. */
  public static final String TEMPORARY_SUFFIX = ".tarn-tmp";

  private static final AtomicLong COUNTER = new AtomicLong();

  private final Durability durability;

  public AtomicFiles(Durability durability) {
    this.durability = durability;
  }

  public Durability durability() {
    return durability;
  }

  /** Creates or replaces the file, and its directory if need be. */
  public void replace(Path file, byte[] content) throws IOException {
    Path temporary = writeTemporary(file, content);
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(temporary, e);
      throw e;
    }
    syncDirectory(directoryOf(file));
  }

  /**
   * Creates the file, and its directory if need be.
   *
   * @throws FileAlreadyExistsException when there is a file; it is not touched
   */
  public void create(Path file, byte[] content) throws IOException {
    Path temporary = writeTemporary(file, content);
    try {
      // A link, unlike a rename, refuses to replace.
      Files.createLink(file, temporary);
      syncDirectory(directoryOf(file));
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Renames atomically, replacing the target, and makes the renaming durable. */
  public void move(Path source, Path target) throws IOException {
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    syncDirectory(directoryOf(target));
  }

  /** True when there was a file. */
  public boolean delete(Path file) throws IOException {
    boolean existed = Files.deleteIfExists(file);
    if (existed) {
      syncDirectory(directoryOf(file));
    }
    return existed;
  }

  /**
   * Appends to a log, creating it if need be. Give one or more whole lines, each with its newline:
   * after a crash {@link #readLog} returns all whole lines that reached the file.
   */
  public void append(Path log, byte[] lines) throws IOException {
    if (lines.length == 0 || lines[lines.length - 1] != '\n') {
      throw new IllegalArgumentException("A log takes whole lines");
    }
    boolean created = Files.notExists(log);
    if (created) {
      Files.createDirectories(directoryOf(log));
    }
    try (FileChannel channel =
        FileChannel.open(
            log, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      writeFully(channel, ByteBuffer.wrap(lines));
      if (durability == Durability.FSYNC) {
        channel.force(false);
      }
    }
    if (created) {
      syncDirectory(directoryOf(log));
    }
  }

  /**
   * The lines of a log without their newlines; none when there is no log. A last line without
   * newline was never acknowledged: it is cut from the file, so that later appends start clean.
   */
  public List<byte[]> readLog(Path log) throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(log);
    } catch (NoSuchFileException absent) {
      return List.of();
    }
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        lines.add(Arrays.copyOfRange(content, start, i));
        start = i + 1;
      }
    }
    if (start < content.length) {
      try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
        channel.truncate(start);
        if (durability == Durability.FSYNC) {
          channel.force(true);
        }
      }
    }
    return lines;
  }

  /** Makes what was created, renamed or deleted in a directory durable. */
  public void syncDirectory(Path directory) throws IOException {
    if (durability == Durability.FSYNC) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Deletes the temp files that a crash left in this directory (not below it). */
  public static void deleteLeftovers(Path directory) throws IOException {
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(directory, "*" + TEMPORARY_SUFFIX)) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Writes everything that is left in the buffer. */
  static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static Path directoryOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "not a file");
  }

  private Path writeTemporary(Path file, byte[] content) throws IOException {
    Path temporary =
        file.resolveSibling(
            file.getFileName() + "." + COUNTER.incrementAndGet() + TEMPORARY_SUFFIX);
    try {
      writeNew(temporary, content);
    } catch (NoSuchFileException noDirectory) {
      Files.createDirectories(directoryOf(file));
      writeNew(temporary, content);
    }
    return temporary;
  }

  private void writeNew(Path temporary, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeFully(channel, ByteBuffer.wrap(content));
      if (durability == Durability.FSYNC) {
        channel.force(true);
      }
    } catch (IOException e) {
      discard(temporary, e);
      throw e;
    }
  }

  /** What a full disk could not take must not go on filling it. */
  private static void discard(Path temporary, IOException failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
