package dev.tarn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryLockTest {
  @TempDir Path parent;

  @Test
  void keepsASecondOneOutAndNamesTheFirst() throws IOException {
    Path directory = parent.resolve("made/on/demand");
    try (DataDirectoryLock first = DataDirectoryLock.acquire(directory)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> DataDirectoryLock.acquire(directory))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void letsTheNextOneInWhenClosed() throws IOException {
    DataDirectoryLock.acquire(parent).close();
    DataDirectoryLock.acquire(parent).close();

    assertThat(parent.resolve("tarn.lock")).exists();
  }
}
