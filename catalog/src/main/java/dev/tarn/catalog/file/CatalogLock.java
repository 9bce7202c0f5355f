package dev.tarn.catalog.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Holds a catalog directory for this process alone, until closed or until the process ends. */
public final class CatalogLock implements AutoCloseable {
  private final FileChannel channel;

  private CatalogLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock, or fails when another catalog has the directory open. */
  public static CatalogLock take(Path directory) throws IOException {
    Path file = directory.resolve("catalog.lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new IOException("The catalog in " + directory + " is already open (" + file + ")");
    }
    return new CatalogLock(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // The same process has it: the answer is the same as for another process.
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
