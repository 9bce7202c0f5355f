package dev.tarn.query.trino.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.query.engine.WrittenFiles;
import dev.tarn.storage.Durability;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectStore;
import dev.tarn.storage.WriteOptions;
import io.trino.filesystem.FileEntry;
import io.trino.filesystem.FileIterator;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.TrinoInputFile;
import io.trino.filesystem.TrinoOutputFile;
import io.trino.spi.security.ConnectorIdentity;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Trino's connectors rely on, as the documentation of its interfaces says. */
final class ObjectFileSystemTest {
  @TempDir Path directory;
  private ObjectStore objects;
  private WrittenFiles writtenFiles;
  private TrinoFileSystem files;

  @BeforeEach
  void open() throws IOException {
    objects = LocalObjectStore.open(directory, Durability.PROCESS);
    objects.createBucket("bkt");
    writtenFiles = new WrittenFiles();
    files =
        new ObjectFileSystemFactory(objects, writtenFiles).create(ConnectorIdentity.ofUser("u"));
  }

  private static Location at(String key) {
    return Location.of("s3://bkt/" + key);
  }

  private void put(String key, String content) throws IOException {
    try (var writer = objects.write(new ObjectKey("bkt", key), WriteOptions.defaults())) {
      writer.write(content.getBytes(UTF_8));
      writer.commit();
    }
  }

  private String content(String key) throws IOException {
    try (var stream = files.newInputFile(at(key)).newStream()) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3", "s3a", "s3n"})
  void knowsTheSchemesOfS3(String scheme) throws IOException {
    put("a/b", "x");
    assertThat(files.newInputFile(Location.of(scheme + "://bkt/a/b")).exists()).isTrue();
    assertThat(list(Location.of(scheme + "://bkt/a/"))).containsExactly(scheme + "://bkt/a/b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "local:///x", "hdfs://h/x", "s3://bkt:1/x"})
  void reachesNothingElse(String location) {
    assertThatThrownBy(() -> files.newInputFile(Location.of(location)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> files.listFiles(Location.of(location)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void dotsInALocationAreAKey() throws IOException {
    files.newOutputFile(at("a/../../../x")).createOrOverwrite("y".getBytes(UTF_8));
    assertThat(content("a/../../../x")).isEqualTo("y");
    assertThat(objects.head(new ObjectKey("bkt", "a/../../../x"))).isPresent();
    assertThat(directory.resolveSibling("x")).doesNotExist();
    assertThat(list(at("a/"))).containsExactly("s3://bkt/a/../../../x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://bkt/", "s3://bkt/a/"})
  void aFileNeedsAFileName(String location) {
    assertThatThrownBy(() -> files.newInputFile(Location.of(location)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> files.newOutputFile(Location.of(location)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> files.deleteFile(Location.of(location)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aMissingFileIsReportedAsSuch() throws IOException {
    TrinoInputFile missing = files.newInputFile(at("missing"));
    assertThat(missing.exists()).isFalse();
    assertThatThrownBy(missing::length).isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(missing::lastModified).isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(missing::newInput)
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("s3://bkt/missing");
    assertThatThrownBy(missing::newStream).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void aMissingBucketIsAnError() {
    Location location = Location.of("s3://nobody/a/");
    assertThatThrownBy(() -> files.listFiles(location).hasNext()).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> files.newInputFile(Location.of("s3://nobody/a")).newInput())
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () -> files.newOutputFile(Location.of("s3://nobody/a")).createOrOverwrite(new byte[1]))
        .isInstanceOf(IOException.class);
  }

  @Test
  void believesWhatItIsToldAboutAFile() throws IOException {
    put("a", "12345");
    Instant time = Instant.parse("2020-01-01T00:00:00Z");
    assertThat(files.newInputFile(at("a")).length()).isEqualTo(5);
    assertThat(files.newInputFile(at("a"), 3).length()).isEqualTo(3);
    assertThat(files.newInputFile(at("a"), 3, time).lastModified()).isEqualTo(time);
    assertThat(files.newInputFile(at("a")).lastModified()).isAfter(time);
  }

  @Test
  void readsAtAnyPosition() throws IOException {
    put("a", "0123456789");
    try (var input = files.newInputFile(at("a")).newInput()) {
      byte[] buffer = "xxxxxx".getBytes(UTF_8);
      input.readFully(4, buffer, 2, 3);
      assertThat(new String(buffer, UTF_8)).isEqualTo("xx456x");
      assertThat(input.readFully(0, 2).toStringUtf8()).isEqualTo("01");
      assertThat(input.readTail(3).toStringUtf8()).isEqualTo("789");
      assertThat(input.readTail(50).toStringUtf8()).isEqualTo("0123456789");
      assertThatThrownBy(() -> input.readFully(8, 3)).isInstanceOf(EOFException.class);
      assertThatThrownBy(() -> input.readFully(-1, 1)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> input.readFully(0, buffer, 5, 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void inputsAreUselessOnceClosed() throws IOException {
    put("a", "0123456789");
    var input = files.newInputFile(at("a")).newInput();
    input.close();
    assertThatThrownBy(() -> input.readFully(0, 1)).isInstanceOf(IOException.class);
    var stream = files.newInputFile(at("a")).newStream();
    stream.close();
    assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> stream.seek(0)).isInstanceOf(IOException.class);
    assertThatThrownBy(stream::getPosition).isInstanceOf(IOException.class);
  }

  @Test
  void streamsSeekSkipAndKnowTheirPosition() throws IOException {
    String text = "0123456789".repeat(10_000);
    put("a", text);
    try (var stream = files.newInputFile(at("a")).newStream()) {
      assertThat(stream.read()).isEqualTo('0');
      assertThat(stream.getPosition()).isEqualTo(1);
      assertThat(new String(stream.readNBytes(50_000), UTF_8)).isEqualTo(text.substring(1, 50_001));
      assertThat(stream.getPosition()).isEqualTo(50_001);
      stream.seek(99_999);
      assertThat(stream.read()).isEqualTo('9');
      assertThat(stream.read()).isEqualTo(-1);
      assertThat(stream.read(new byte[10], 0, 10)).isEqualTo(-1);
      assertThat(stream.read(new byte[20_000], 0, 20_000)).isEqualTo(-1);
      stream.seek(5);
      assertThat(stream.skip(10)).isEqualTo(10);
      assertThat(stream.getPosition()).isEqualTo(15);
      assertThat(stream.skip(1_000_000)).isEqualTo(99_985);
      assertThat(stream.skip(1)).isZero();
      stream.seek(100_000);
      assertThatThrownBy(() -> stream.seek(100_001)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> stream.seek(-1)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void keepsReadingWhatItOpened() throws IOException {
    put("a", "old");
    try (var input = files.newInputFile(at("a")).newInput()) {
      put("a", "new!");
      assertThat(input.readTail(10).toStringUtf8()).isEqualTo("old");
    }
  }

  @Test
  void writesAppearWhenClosed() throws IOException {
    TrinoOutputFile file = files.newOutputFile(at("a/b"));
    try (OutputStream stream = file.create()) {
      stream.write('x');
      stream.write("yz".getBytes(UTF_8));
      stream.flush();
      assertThat(files.newInputFile(at("a/b")).exists()).isFalse();
    }
    assertThat(content("a/b")).isEqualTo("xyz");
  }

  @Test
  void outputsAreUselessOnceClosed() throws IOException {
    OutputStream stream = files.newOutputFile(at("a")).create();
    stream.close();
    stream.close();
    assertThatThrownBy(() -> stream.write(1)).isInstanceOf(IOException.class);
    assertThatThrownBy(stream::flush).isInstanceOf(IOException.class);
  }

  @Test
  void createsOnlyOnceWhenExclusive() throws IOException {
    TrinoOutputFile file = files.newOutputFile(at("a"));
    file.createExclusive("1".getBytes(UTF_8));
    assertThatThrownBy(() -> file.createExclusive("2".getBytes(UTF_8)))
        .isInstanceOf(FileAlreadyExistsException.class);
    OutputStream stream = file.create();
    assertThatThrownBy(stream::close).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(content("a")).isEqualTo("1");
    file.createOrOverwrite("3".getBytes(UTF_8));
    assertThat(content("a")).isEqualTo("3");
  }

  @Test
  void deletesFilesAndIgnoresMissingOnes() throws IOException {
    put("a", "1");
    put("b", "2");
    files.deleteFile(at("a"));
    files.deleteFile(at("a"));
    files.deleteFiles(List.of(at("a"), at("b")));
    assertThat(list(at(""))).isEmpty();
  }

  @Test
  void deletesDirectoriesWithAllTheirObjects() throws IOException {
    for (int i = 0; i < ObjectListing.PAGE + 5; i++) {
      put("d/e/" + i, "");
    }
    put("d/", "");
    put("d2", "");
    files.deleteDirectory(at("d"));
    files.deleteDirectory(at("nothing/here"));
    assertThat(list(at(""))).containsExactly("s3://bkt/d2");
    assertThat(objects.head(new ObjectKey("bkt", "d/"))).isEmpty();
  }

  @Test
  void hasNoRenames() {
    assertThatThrownBy(() -> files.renameFile(at("a"), at("b"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> files.renameDirectory(at("a"), at("b")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void listsInKeyOrderAcrossPages() throws IOException {
    var expected = new ArrayList<String>();
    for (int i = 0; i < 2 * ObjectListing.PAGE; i++) {
      String key = "d/%05d".formatted(i);
      put(key, "x");
      expected.add("s3://bkt/" + key);
    }
    assertThat(list(at("d"))).isEqualTo(expected);
    assertThat(list(at("d/"))).isEqualTo(expected);
  }

  @Test
  void listsObjectsUnderTheDirectoryOnly() throws IOException {
    put("d", "");
    put("d/b", "12");
    put("d/a/c", "");
    put("d/é", "");
    put("d//x", "");
    put("d/folder/", "");
    put("dd", "");
    assertThat(list(at("d")))
        .containsExactly("s3://bkt/d//x", "s3://bkt/d/a/c", "s3://bkt/d/b", "s3://bkt/d/é");
    FileIterator iterator = files.listFiles(at("d/b"));
    assertThat(iterator.hasNext()).isFalse();
    FileIterator first = files.listFiles(at("d"));
    first.next();
    first.next();
    FileEntry entry = first.next();
    assertThat(entry.length()).isEqualTo(2);
    assertThat(entry.lastModified()).isAfter(Instant.EPOCH);
  }

  @Test
  void listsFromAName() throws IOException {
    put("d/a", "");
    put("d/b", "");
    put("d/c", "");
    FileIterator iterator = files.listFilesStartingFrom(at("d/"), "b");
    assertThat(iterator.next().location()).isEqualTo(at("d/b"));
    assertThat(iterator.next().location()).isEqualTo(at("d/c"));
    assertThat(iterator.hasNext()).isFalse();
  }

  @Test
  void aDirectoryExistsWithItsFirstObject() throws IOException {
    assertThat(files.directoryExists(at(""))).contains(true);
    assertThat(files.directoryExists(at("d"))).isEqualTo(Optional.empty());
    files.createDirectory(at("d"));
    assertThat(files.directoryExists(at("d"))).isEqualTo(Optional.empty());
    put("d/e/f", "");
    assertThat(files.directoryExists(at("d"))).contains(true);
    assertThat(files.directoryExists(at("d/e/"))).contains(true);
    assertThat(files.directoryExists(at("d/e/f"))).isEqualTo(Optional.empty());
  }

  @Test
  void listsTheDirectoriesOfADirectory() throws IOException {
    put("d/x/1", "");
    put("d/x/2", "");
    put("d/y/z/3", "");
    put("d/file", "");
    assertThat(files.listDirectories(at("d"))).containsExactly(at("d/x/"), at("d/y/"));
    assertThat(files.listDirectories(at(""))).containsExactly(at("d/"));
    assertThat(files.listDirectories(at("none"))).isEmpty();
  }

  @Test
  void remembersTheDataFilesOfAQuery() throws IOException {
    writtenFiles.watch("20260101_000000_00001_abcde");
    put("other", "");
    for (String name :
        List.of(
            "20260101_000000_00001_abcde_f1",
            "000000_0_20260101_000000_00001_abcde",
            "20260101_000000_00001_abcde-gone.parquet",
            "20260101_000000_00001_abcde-x.stats",
            "20260101_000000_00002_abcde_f1",
            "metadata.json")) {
      files.newOutputFile(at("t/" + name)).createOrOverwrite(new byte[1]);
    }
    files.deleteFile(at("t/20260101_000000_00001_abcde-gone.parquet"));
    assertThat(writtenFiles.of("20260101_000000_00001_abcde"))
        .containsExactlyInAnyOrder(
            "s3://bkt/t/20260101_000000_00001_abcde_f1",
            "s3://bkt/t/000000_0_20260101_000000_00001_abcde");
    writtenFiles.forget("20260101_000000_00001_abcde");
    assertThat(writtenFiles.of("20260101_000000_00001_abcde")).isEmpty();
  }

  private List<String> list(Location location) throws IOException {
    var found = new ArrayList<String>();
    FileIterator iterator = files.listFiles(location);
    while (iterator.hasNext()) {
      found.add(iterator.next().location().toString());
    }
    return found;
  }
}
