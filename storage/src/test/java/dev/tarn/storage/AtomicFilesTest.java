package dev.tarn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AtomicFilesTest {

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void replacesAndLeavesNothingElseBehind(Durability durability) throws IOException {
    AtomicFiles files = new AtomicFiles(durability);
    Path file = directory.resolve("deep/down/file.json");
    files.replace(file, bytes("one"));
    files.replace(file, bytes("two"));
    assertThat(Files.readString(file)).isEqualTo("two");
    assertThat(directory.resolve("deep/down").toFile().list()).containsExactly("file.json");
  }

  @ParameterizedTest
  @EnumSource
  void createsOnlyWhatIsNotThere(Durability durability) throws IOException {
    AtomicFiles files = new AtomicFiles(durability);
    Path file = directory.resolve("file");
    files.create(file, bytes("one"));
    assertThatThrownBy(() -> files.create(file, bytes("two")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(Files.readString(file)).isEqualTo("one");
    assertThat(files.delete(file)).isTrue();
    assertThat(files.delete(file)).isFalse();
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource
  void aTornLastLineIsCutFromALog(Durability durability) throws IOException {
    AtomicFiles files = new AtomicFiles(durability);
    Path log = directory.resolve("logs/log");
    assertThat(files.readLog(log)).isEmpty();
    files.append(log, bytes("one\n"));
    files.append(log, bytes("two\nthree\n"));
    Files.writeString(log, "torn", StandardOpenOption.APPEND);
    assertThat(text(files.readLog(log))).containsExactly("one", "two", "three");
    files.append(log, bytes("four\n"));
    assertThat(text(files.readLog(log))).containsExactly("one", "two", "three", "four");
    assertThatThrownBy(() -> files.append(log, bytes("no newline")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void leftoversOfACrashAreDeleted(Durability durability) throws IOException {
    AtomicFiles files = new AtomicFiles(durability);
    files.replace(directory.resolve("kept"), bytes("x"));
    Files.writeString(directory.resolve("kept.7" + AtomicFiles.TEMPORARY_SUFFIX), "half");
    AtomicFiles.deleteLeftovers(directory);
    assertThat(directory.toFile().list()).containsExactly("kept");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> text(List<byte[]> lines) {
    return lines.stream().map(line -> new String(line, StandardCharsets.UTF_8)).toList();
  }
}
