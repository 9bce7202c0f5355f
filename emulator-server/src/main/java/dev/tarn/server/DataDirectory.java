package dev.tarn.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data directory of a running server: locked, and emptied by a reset. Emptying renames what is
 * there, which takes no time, and deletes it behind that; what a killed process left renamed is
 * deleted when the directory is opened.
 */
final class DataDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
  private static final String SET_ASIDE = "reset-";

  /** What is the server's and not its clients' data: the lock, and the keys that clients trust. */
  private static final Set<String> KEPT = Set.of("tarn.lock", "tls");

  private final Path directory;
  private final DataDirectoryLock lock;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Queue<Thread> deletions = new ConcurrentLinkedQueue<>();

  private DataDirectory(Path directory, DataDirectoryLock lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * @throws IOException when another process has it
   */
  static DataDirectory open(Path directory) throws IOException {
    var opened = new DataDirectory(directory, DataDirectoryLock.acquire(directory));
    for (Path child : opened.children()) {
      if (child.getFileName().toString().startsWith(SET_ASIDE)) {
        opened.deleteLater(child);
      }
    }
    return opened;
  }

  /** Leaves the directory as a new one. Nothing in it may be open. */
  void empty() throws IOException {
    Path aside = directory.resolve(SET_ASIDE + numbers.incrementAndGet());
    while (Files.exists(aside)) {
      aside = directory.resolve(SET_ASIDE + numbers.incrementAndGet());
    }
    Files.createDirectory(aside);
    for (Path child : children()) {
      String name = child.getFileName().toString();
      if (!KEPT.contains(name) && !name.startsWith(SET_ASIDE)) {
        Files.move(child, aside.resolve(name));
      }
    }
    deleteLater(aside);
  }

  private List<Path> children() throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.toList();
    }
  }

  private void deleteLater(Path tree) {
    deletions.removeIf(deletion -> !deletion.isAlive());
    deletions.add(Thread.ofPlatform().name("tarn-delete").daemon().start(() -> delete(tree)));
  }

  private static void delete(Path tree) {
    try {
      deleteTree(tree);
    } catch (IOException e) {
      LOG.warn("Cannot delete {}", tree, e);
    }
  }

  /** Deletes a directory and all that is in it; links are deleted, not followed. */
  static void deleteTree(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      for (Thread deletion : deletions) {
        deletion.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.close();
    }
  }
}
