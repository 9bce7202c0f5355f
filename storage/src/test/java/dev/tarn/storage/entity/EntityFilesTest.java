package dev.tarn.storage.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.storage.AtomicFiles;
import dev.tarn.storage.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.Tag;

class EntityFilesTest {
  @TempDir Path directory;

  private EntityFiles<Tag> open() throws IOException {
    return EntityFiles.open(directory, Tag.class, new AtomicFiles(Durability.PROCESS));
  }

  private static Tag tag(String value) {
    return Tag.builder().key("k").value(value).build();
  }

  @Test
  void whatIsKeptIsThereAgain() throws IOException {
    EntityFiles<Tag> files = open();
    Map<String, Tag> expected = new TreeMap<>();
    for (String key :
        new String[] {"a", "A", "a/b", "..", ".", "", "ü:é", "x".repeat(500), "nul\0"}) {
      files.put(key, tag(key));
      expected.put(key, tag(key));
    }
    files.put("a", tag("changed"));
    expected.put("a", tag("changed"));
    files.put("gone", tag("x"));
    assertThat(files.remove("gone")).isTrue();
    assertThat(files.remove("gone")).isFalse();

    assertThat(open().all()).isEqualTo(expected);
    try (Stream<Path> inside = Files.list(directory)) {
      assertThat(inside).hasSize(expected.size()).allMatch(Files::isRegularFile);
    }
  }

  @Test
  void whatACrashLeavesIsForgotten() throws IOException {
    open().put("a", tag("1"));
    Files.writeString(directory.resolve("a.json.7" + AtomicFiles.TEMPORARY_SUFFIX), "{\"forma");
    assertThat(open().all()).containsOnlyKeys("a");
    try (Stream<Path> inside = Files.list(directory)) {
      assertThat(inside).hasSize(1);
    }
  }

  @Test
  void anUnreadableFileIsNamed() throws IOException {
    Files.writeString(directory.resolve("b.json"), "{\"formatVersion\":1,\"key\":\"b\",\"val");
    assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("b.json");
    Files.writeString(
        directory.resolve("b.json"), "{\"formatVersion\":2,\"key\":\"b\",\"value\":{}}");
    assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("b.json");
  }
}
