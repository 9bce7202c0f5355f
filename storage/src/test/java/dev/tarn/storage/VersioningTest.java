package dev.tarn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Versions of objects on plain files. */
class VersioningTest {

  private static final String BUCKET = "bucket";
  private static final ObjectKey KEY = new ObjectKey(BUCKET, "dir/k");

  @TempDir Path directory;
  private LocalObjectStore store;

  @BeforeEach
  void open() throws IOException {
    store = LocalObjectStore.open(directory, Durability.PROCESS);
    store.createBucket(BUCKET);
  }

  @Test
  void overwrittenAndDeletedObjectsStay() throws IOException {
    String before = put("before"); // not versioned yet
    store.versions().setVersioning(BUCKET, Versioning.ENABLED);
    String first = put("one");
    String second = put("two");
    assertThat(before).isEqualTo("null");
    assertThat(List.of(first, second)).doesNotContain("null").doesNotHaveDuplicates();
    assertThat(read(first)).isEqualTo("one");
    assertThat(read(before)).isEqualTo("before");
    Deletion deleted = store.delete(KEY, Precondition.NONE);
    assertThat(deleted.deleteMarker()).isTrue();
    assertThat(store.find(KEY)).isEmpty();
    assertThat(store.list(BUCKET, "", "")).isEmpty();
    assertThat(ids()).containsExactly(deleted.versionId(), second, first, "null");
    assertThat(latest()).isEqualTo(deleted.versionId());
    assertThat(read(second)).isEqualTo("two");
    assertThatThrownBy(() -> store.versions().open(KEY, String.valueOf(deleted.versionId())))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(405));
  }

  @Test
  void withoutItsDeleteMarkerAnObjectIsThereAgain() throws IOException {
    store.versions().setVersioning(BUCKET, Versioning.ENABLED);
    String first = put("one");
    String second = put("two");
    Deletion marker = store.delete(KEY, Precondition.NONE);
    store.versions().delete(KEY, String.valueOf(marker.versionId()), VersionGuard.NONE);
    assertThat(read()).isEqualTo("two");
    assertThat(store.get(KEY).head().contentType()).isEqualTo("type/two");
    assertThat(ids()).containsExactly(second, first);
    store.versions().delete(KEY, second, VersionGuard.NONE);
    assertThat(read()).isEqualTo("one");
    assertThat(Files.readString(directory.resolve("objects/bucket/dir/k"))).isEqualTo("one");
    assertThat(ids()).containsExactly(first);
    store.versions().delete(KEY, first, VersionGuard.NONE);
    assertThat(store.versions().of(KEY)).isEmpty();
    assertThat(dataFiles()).isEmpty();
    store.deleteBucket(BUCKET);
  }

  @Test
  void versionsSurviveARestart() throws IOException {
    store.versions().setVersioning(BUCKET, Versioning.ENABLED);
    String first = put("one");
    String second = put("two");
    store = LocalObjectStore.open(directory, Durability.PROCESS);
    assertThat(store.versions().versioning(BUCKET)).isEqualTo(Versioning.ENABLED);
    assertThat(ids()).containsExactly(second, first);
    assertThat(read(first)).isEqualTo("one");
    assertThat(store.versions().get(KEY, first).object().head().contentType())
        .isEqualTo("type/one");
  }

  @Test
  void inASuspendedBucketTheNullVersionIsOverwritten() throws IOException {
    store.versions().setVersioning(BUCKET, Versioning.ENABLED);
    String kept = put("kept");
    store.versions().setVersioning(BUCKET, Versioning.SUSPENDED);
    assertThat(put("a")).isEqualTo("null");
    assertThat(put("b")).isEqualTo("null");
    assertThat(ids()).containsExactly("null", kept);
    assertThat(read()).isEqualTo("b");
    Deletion marker = store.delete(KEY, Precondition.NONE);
    assertThat(marker.versionId()).isEqualTo("null");
    assertThat(ids()).containsExactly("null", kept);
    assertThat(store.find(KEY)).isEmpty();
    store.versions().setVersioning(BUCKET, Versioning.ENABLED);
    String third = put("third");
    assertThat(ids()).containsExactly(third, "null", kept);
    store.versions().setVersioning(BUCKET, Versioning.SUSPENDED);
    put("c");
    assertThat(ids()).containsExactly("null", third, kept);
    assertThat(dataFiles()).hasSize(2);
  }

  @Test
  void aBucketWithVersionsIsNotEmpty() throws IOException {
    store.versions().setVersioning(BUCKET, Versioning.ENABLED);
    put("one");
    store.delete(KEY, Precondition.NONE);
    assertThatThrownBy(() -> store.deleteBucket(BUCKET))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BucketNotEmpty"));
  }

  @Test
  void aDroppedFileIsKeptAsTheNullVersion() throws IOException {
    store.versions().setVersioning(BUCKET, Versioning.ENABLED);
    Files.createDirectories(directory.resolve("objects/bucket/dir"));
    Files.writeString(directory.resolve("objects/bucket/dir/k"), "dropped");
    String eTag = store.get(KEY).head().eTag();
    String written = put("written");
    assertThat(ids()).containsExactly(written, "null");
    assertThat(read("null")).isEqualTo("dropped");
    assertThat(store.versions().get(KEY, "null").object().head().eTag()).isEqualTo(eTag);
  }

  @Test
  void tagsOfEarlierVersionsChange() throws IOException {
    store.versions().setVersioning(BUCKET, Versioning.ENABLED);
    String first = put("one");
    put("two");
    store.updateAttributes(KEY, Optional.of(first), old -> old.withTags(Map.of("a", "b")));
    assertThat(store.versions().get(KEY, first).object().attributes().tags())
        .containsEntry("a", "b");
    assertThat(store.get(KEY).attributes().tags()).isEmpty();
    assertThat(read(first)).isEqualTo("one");
  }

  @Test
  void listingsMergeObjectsAndHistoriesInOrder() throws IOException {
    store.versions().setVersioning(BUCKET, Versioning.ENABLED);
    List<String> keys = List.of("a", "a/", "a/b", "a//c", "b", "ü", "z/y/x");
    for (String key : keys) {
      put(new ObjectKey(BUCKET, key), "1");
      put(new ObjectKey(BUCKET, key), "2");
    }
    store.delete(new ObjectKey(BUCKET, "a"), Precondition.NONE);
    store.delete(new ObjectKey(BUCKET, "a/b"), Precondition.NONE);
    List<String> listed = new ArrayList<>();
    VersionCursor cursor = store.versions().cursor(BUCKET, "", "");
    for (ObjectVersion version; (version = cursor.next()) != null; ) {
      listed.add(
          version.object().head().key().key()
              + (version.latest() ? "*" : "")
              + (version.deleteMarker() ? "-" : ""));
    }
    assertThat(listed)
        .containsExactly(
            "a*-", "a", "a", "a/*", "a/", "a//c*", "a//c", "a/b*-", "a/b", "a/b", "b*", "b",
            "z/y/x*", "z/y/x", "ü*", "ü");
  }

  /** What is on disk when the process dies between the two writes of a change. */
  @Test
  void aChangeThatNeverHappenedLeavesNoTrace() throws IOException {
    store.versions().setVersioning(BUCKET, Versioning.ENABLED);
    String first = put("one");
    String second = put("two");
    Path object = directory.resolve("objects/bucket/dir/k");
    Path copy = directory.resolve("copy");
    Files.createLink(copy, object);
    Path meta = Files.createDirectory(directory.resolve("meta-copy"));
    Path attributes = attributesFile();
    Files.copy(attributes, meta.resolve("attributes"));
    store.delete(KEY, Precondition.NONE);
    // The history is written, the object's file not yet deleted.
    Files.createDirectories(object.getParent());
    Files.move(copy, object);
    Files.createDirectories(attributes.getParent());
    Files.move(meta.resolve("attributes"), attributes);
    store = LocalObjectStore.open(directory, Durability.PROCESS);
    assertThat(ids()).containsExactly(second, first);
    assertThat(read()).isEqualTo("two");
    String third = put("three");
    assertThat(ids()).containsExactly(third, second, first);
    assertThat(read(second)).isEqualTo("two");
  }

  private Path attributesFile() throws IOException {
    try (var files = Files.walk(directory.resolve("objects-meta/bucket/objects"))) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  private List<Path> dataFiles() throws IOException {
    try (var files = Files.walk(directory.resolve("objects-meta/bucket/version-data"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private List<String> ids() throws IOException {
    return store.versions().of(KEY).stream().map(ObjectVersion::versionId).toList();
  }

  private String latest() throws IOException {
    return store.versions().of(KEY).stream()
        .filter(ObjectVersion::latest)
        .map(ObjectVersion::versionId)
        .findFirst()
        .orElseThrow();
  }

  private String put(String content) throws IOException {
    return put(KEY, content);
  }

  private String put(ObjectKey key, String content) throws IOException {
    ObjectAttributes attributes = ObjectAttributes.NONE.withMetadata("type/" + content, Map.of());
    try (LocalObjectWriter writer = store.write(key, attributes, Precondition.NONE)) {
      ((OutputStream) writer).write(content.getBytes(StandardCharsets.UTF_8));
      return ObjectVersion.idOf(writer.commit(attributes, Precondition.NONE).attributes());
    }
  }

  private String read() throws IOException {
    try (OpenObject object = store.open(KEY)) {
      return new String(
          Channels.newInputStream(object.channel()).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String read(String versionId) throws IOException {
    try (OpenObject object = store.versions().open(KEY, versionId)) {
      return new String(
          Channels.newInputStream(object.channel()).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
