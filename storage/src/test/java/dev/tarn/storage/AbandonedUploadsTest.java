package dev.tarn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedUploadsTest {

  @TempDir Path directory;

  @Test
  void uploadsThatNobodyEndsAreForgotten() throws IOException {
    LocalObjectStore store = LocalObjectStore.open(directory, Durability.PROCESS);
    store.createBucket("bucket");
    ObjectKey key = new ObjectKey("bucket", "k");
    MultipartUpload upload = store.uploads().create(key, ObjectAttributes.NONE, null, null);
    try (MultipartUploads.PartWriter part = store.uploads().writePart(upload)) {
      part.write(new byte[10]);
      part.commit(1, "0".repeat(32), null, null);
    }
    Path uploads = directory.resolve("objects-meta/bucket/uploads");
    Files.createDirectory(uploads.resolve("left-by-a-crash"));
    store.uploads().abortStartedBefore("bucket", Instant.now().minus(Duration.ofDays(1)));
    assertThat(store.uploads().list("bucket")).hasSize(1);
    assertThat(store.uploads().parts(upload)).hasSize(1);
    assertThat(uploads).isDirectoryNotContaining("glob:**left-by-a-crash");
    store.uploads().abortStartedBefore("bucket", Instant.now().plusSeconds(1));
    assertThat(store.uploads().list("bucket")).isEmpty();
    assertThat(uploads).isEmptyDirectory();
  }
}
