package dev.tarn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryKeysTest {

  private static final int MANY = 3000;

  private final DirectoryKeys keys = new DirectoryKeys();

  @Test
  void theNamesOfALargeQuietDirectoryAreKeptUntilItChanges(@TempDir Path directory)
      throws IOException {
    fill(directory);
    quieten(directory);
    List<DirectoryKeys.Child> first = keys.read(directory);
    assertThat(first).hasSize(MANY);
    assertThat(keys.read(directory)).isSameAs(first);
    Files.delete(directory.resolve("k7"));
    Files.createFile(directory.resolve("new"));
    assertThat(segments(directory)).hasSize(MANY).contains("new").doesNotContain("k7");
  }

  @Test
  void theNamesOfADirectoryThatJustChangedAreNotKept(@TempDir Path directory) throws IOException {
    fill(directory);
    List<DirectoryKeys.Child> first = keys.read(directory);
    assertThat(keys.read(directory)).isNotSameAs(first).isEqualTo(first);
  }

  @Test
  void theNamesOfADirectoryWithOverlongSegmentsAreNotKept(@TempDir Path directory)
      throws IOException {
    fill(directory);
    KeyPath path = KeyPath.of("x".repeat(300));
    Path below = Files.createDirectory(directory.resolve(path.directories().getFirst()));
    Files.createFile(below.resolve(path.name()));
    quieten(directory);
    assertThat(segments(directory)).contains("x".repeat(300));
    Files.delete(below.resolve(path.name()));
    assertThat(segments(directory)).doesNotContain("x".repeat(300));
  }

  private List<String> segments(Path directory) throws IOException {
    return keys.read(directory).stream().map(DirectoryKeys.Child::segment).toList();
  }

  private static void fill(Path directory) throws IOException {
    for (int i = 0; i < MANY; i++) {
      Files.createFile(directory.resolve("k" + i));
    }
  }

  private static void quieten(Path directory) throws IOException {
    Files.setLastModifiedTime(directory, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
  }
}
