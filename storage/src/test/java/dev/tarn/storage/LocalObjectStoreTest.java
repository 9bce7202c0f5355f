package dev.tarn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class LocalObjectStoreTest extends ObjectStoreContract {

  private final Path directory;
  private LocalObjectStore store;

  LocalObjectStoreTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.store = LocalObjectStore.open(directory, Durability.PROCESS);
  }

  @Override
  LocalObjectStore store() {
    return store;
  }

  private Path objects() {
    return directory.resolve("objects/bucket");
  }

  @Test
  void objectsLieAtTheirNaturalPath() throws IOException {
    write("raw/2024/part 1.csv", "a,b");
    assertThat(Files.readString(objects().resolve("raw/2024/part 1.csv"))).isEqualTo("a,b");
    store.delete(key("raw/2024/part 1.csv"));
    assertThat(objects()).isEmptyDirectory();
  }

  @Test
  void droppedFilesAreObjectsAndDroppedDirectoriesAreBuckets() throws IOException {
    Files.createDirectories(directory.resolve("objects/by-hand/a/empty"));
    Files.writeString(directory.resolve("objects/by-hand/a/b.csv"), "1");
    assertThat(store.buckets()).contains("by-hand");
    assertThat(store.list("by-hand", "", "").map(ObjectHead::key))
        .containsExactly(new ObjectKey("by-hand", "a/b.csv"));
    ObjectHead head = store.head(new ObjectKey("by-hand", "a/b.csv")).orElseThrow();
    assertThat(head.contentType()).isEqualTo("binary/octet-stream");
    assertThat(head.eTag()).matches("[0-9a-f]{32}-1");
    assertThat(store.bucketCreated("by-hand")).isNotNull();
  }

  @Test
  void aFileChangedByHandLosesWhatWasKnownOfIt() throws IOException {
    try (LocalObjectWriter writer =
        store.write(key("k"), new WriteOptions("text/x", Map.of("a", "b"), false))) {
      writer.write(1);
      writer.commit();
    }
    Files.writeString(objects().resolve("k"), "by hand");
    ObjectHead head = store.head(key("k")).orElseThrow();
    assertThat(head.userMetadata()).isEmpty();
    assertThat(head.size()).isEqualTo(7);
  }

  @Test
  void whatIsKnownMovesWithACopyOfTheWholeDirectory(@TempDir Path copy) throws Exception {
    try (LocalObjectWriter writer =
        store.write(key("k"), new WriteOptions("text/x", Map.of("a", "b"), false))) {
      writer.write(1);
      writer.commit();
    }
    Process cp =
        new ProcessBuilder("cp", "-a", directory + "/.", copy.toString()).inheritIO().start();
    assertThat(cp.waitFor()).isZero();
    LocalObjectStore copied = LocalObjectStore.open(copy, Durability.PROCESS);
    assertThat(copied.head(key("k")).orElseThrow().userMetadata()).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void nothingIsReadOrWrittenThroughSymbolicLinks(@TempDir Path outside) throws IOException {
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(objects().resolve("file"), outside.resolve("secret"));
    Files.createSymbolicLink(objects().resolve("dir"), outside);
    Files.createSymbolicLink(directory.resolve("objects/linked"), outside);
    assertThat(store.list("bucket", "", "")).isEmpty();
    assertThatThrownBy(() -> read("file")).isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> read("dir/secret")).isInstanceOf(NoSuchKeyException.class);
    assertThat(store.list("bucket", "dir/", "")).isEmpty();
    assertThat(store.bucketExists("linked")).isFalse();
    assertThatThrownBy(() -> write("dir/new", "x")).isInstanceOf(S3Exception.class);
    write("file", "an object");
    assertThat(outside).isDirectoryNotContaining("glob:**new");
    assertThat(Files.readString(outside.resolve("secret"))).isEqualTo("secret");
    assertThat(read("file")).isEqualTo("an object");
  }

  @Test
  void nothingIsDeletedThroughSymbolicLinks(@TempDir Path outside) throws IOException {
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(objects().resolve("file"), outside.resolve("secret"));
    Files.createSymbolicLink(objects().resolve("dir"), outside);
    for (Versioning kept : Versioning.values()) {
      if (kept != Versioning.NEVER_ENABLED) {
        store.versions().setVersioning("bucket", kept);
      }
      for (String name : List.of("file", "dir/secret")) {
        Deletion deletion = store.delete(key(name), Precondition.NONE);
        if (deletion.deleteMarker()) {
          store
              .versions()
              .delete(key(name), String.valueOf(deletion.versionId()), VersionGuard.NONE);
        }
      }
    }
    assertThatThrownBy(() -> store.deleteBucket("bucket")).isInstanceOf(S3Exception.class);
    assertThat(outside.resolve("secret")).hasContent("secret");
    assertThat(objects().resolve("dir")).isSymbolicLink();
  }

  @Test
  void whatWasBeingWrittenIsGoneAfterARestart() throws IOException {
    write("k", "kept");
    LocalObjectWriter abandoned = store.write(key("k"), WriteOptions.defaults());
    abandoned.write("half".getBytes(StandardCharsets.UTF_8));
    abandoned.flush();
    store = LocalObjectStore.open(directory, Durability.FSYNC);
    assertThat(directory.resolve("objects-tmp")).isEmptyDirectory();
    assertThat(read("k")).isEqualTo("kept");
    assertThatThrownBy(abandoned::commit).isInstanceOf(IOException.class);
    assertThat(read("k")).isEqualTo("kept");
  }

  @Test
  void aBucketWithFilesThatAreNoObjectsIsNotDeleted() throws IOException {
    Files.writeString(objects().resolve("%~not escaped like this"), "precious");
    assertThat(store.list("bucket", "", "")).isEmpty();
    assertThatThrownBy(() -> store.deleteBucket("bucket")).isInstanceOf(S3Exception.class);
    assertThat(objects().resolve("%~not escaped like this")).exists();
  }

  @Test
  void aNewBucketKnowsNothingOfADeletedOneOfItsName() throws IOException {
    store.documents().put("bucket", "policy", new byte[] {1});
    store.deleteBucket("bucket");
    store.createBucket("bucket");
    assertThat(store.documents().get("bucket", "policy")).isEmpty();
  }
}
