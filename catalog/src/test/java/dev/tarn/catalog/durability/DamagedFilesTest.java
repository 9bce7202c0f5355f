package dev.tarn.catalog.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.catalog.CatalogFixture;
import dev.tarn.catalog.FakeClock;
import dev.tarn.catalog.GlueCatalog;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.storage.Durability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts on files that something else than the catalog has changed. */
final class DamagedFilesTest {
  private static final String DATABASE = "databases/d/database.json";
  private static final String TABLE = "databases/d/tables/t/table.json";
  private static final String PARTITIONS = "databases/d/tables/t/partitions.jsonl";
  private static final String STATISTICS = "databases/d/tables/t/column-statistics.json";
  private static final String FUNCTION = "databases/d/functions/f.json";

  private static final byte[] WRONG = {0, '}', '"', (byte) 0xff, '7', 'x', '\n'};

  @TempDir private Path directory;
  private List<String> whole = List.of();

  @BeforeEach
  void fill() {
    try (CatalogFixture catalog = new CatalogFixture(directory)) {
      CatalogCall.fill(catalog.glue());
      whole = CatalogSnapshot.of(catalog.glue());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DATABASE, TABLE, PARTITIONS, STATISTICS, FUNCTION})
  void aDamagedByteIsToldOrHarmless(String name) throws IOException {
    Path file = directory.resolve(name);
    byte[] content = Files.readAllBytes(file);
    for (int i = 0; i < content.length; i++) {
      for (int kind = i; kind < i + 2; kind++) {
        byte[] damaged = content.clone();
        damaged[i] = WRONG[kind % WRONG.length];
        Files.write(file, damaged);
        startsOrNames(file);
      }
    }
  }

  /** A changed letter of a text cannot be told; then every answer can be given all the same. */
  private void startsOrNames(Path file) {
    try (GlueCatalog catalog = open()) {
      CatalogSnapshot.of(catalog.client());
    } catch (IOException e) {
      assertThat(e).hasMessageContaining(file.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DATABASE, TABLE, STATISTICS, FUNCTION})
  void aCutFileIsNamed(String name) throws IOException {
    Path file = directory.resolve(name);
    byte[] content = Files.readAllBytes(file);
    // Without its line feed the file is still whole.
    for (int length = 0; length < content.length - 1; length++) {
      Files.write(file, Arrays.copyOf(content, length));
      assertThatThrownBy(this::open)
          .as("cut to %s bytes", length)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DATABASE, TABLE, PARTITIONS, STATISTICS, FUNCTION})
  void anUnknownFormatIsNamed(String name) throws IOException {
    Path file = directory.resolve(name);
    String content = Files.readString(file);
    String later = content.replaceFirst("(\"formatVersion\" ?: ?)1", "$12");
    assertThat(later).isNotEqualTo(content);
    Files.writeString(file, later);

    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("formatVersion is 2");
  }

  @ParameterizedTest
  @CsvSource({
    DATABASE + ", databases/d/tables/t/table.json",
    TABLE + ", databases/d/functions/f.json",
  })
  void aFileInTheWrongPlaceIsNamed(String from, String to) throws IOException {
    Path target = directory.resolve(to);
    Files.write(target, Files.readAllBytes(directory.resolve(from)));

    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(target.toString());
  }

  @Test
  void aDirectoryUnderAnotherNameIsNamed() throws IOException {
    Path moved = directory.resolve("databases/d/tables/moved");
    Files.move(directory.resolve("databases/d/tables/t"), moved);

    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(moved.resolve("table.json").toString());
  }

  @Test
  void aMissingMainFileIsTold() throws IOException {
    Files.delete(directory.resolve(TABLE));

    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(directory.resolve("databases/d/tables/t").toString());
  }

  @Test
  void aTornLastLineIsCutAtAnyByte() throws IOException {
    Path file = directory.resolve(PARTITIONS);
    byte[] old = Files.readAllBytes(file);
    List<String> grown;
    try (CatalogFixture catalog = new CatalogFixture(directory)) {
      catalog.createPartitions("d", "t", List.of(CatalogFixture.partition("4711")));
      grown = CatalogSnapshot.of(catalog.glue());
    }
    byte[] content = Files.readAllBytes(file);
    int lastLine = new String(content, StandardCharsets.UTF_8).lastIndexOf("{\"put\"");
    assertThat(lastLine).isGreaterThanOrEqualTo(old.length);

    for (int length = lastLine; length < content.length; length++) {
      Files.write(file, Arrays.copyOf(content, length));
      assertThat(snapshot()).as("cut to %s bytes", length).isEqualTo(whole);
      assertThat(Files.size(file)).isEqualTo(lastLine);
    }
    try (CatalogFixture catalog = new CatalogFixture(directory)) {
      catalog.createPartitions("d", "t", List.of(CatalogFixture.partition("4711")));
    }
    assertThat(snapshot()).isEqualTo(grown);
  }

  @Test
  void aTornLineBeforeTheLastIsNamedWithItsNumber() throws IOException {
    Path file = directory.resolve(PARTITIONS);
    List<String> lines = Files.readAllLines(file);
    lines.set(2, lines.get(2).substring(0, 20));
    Files.write(file, lines);

    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + ": line 3: ");
  }

  private List<String> snapshot() throws IOException {
    try (GlueCatalog catalog = open()) {
      return CatalogSnapshot.of(catalog.client());
    }
  }

  private GlueCatalog open() throws IOException {
    return GlueCatalog.open(
        directory, AwsAccount.DEFAULT, new FakeClock(), IdGenerator.random(), Durability.PROCESS);
  }
}
