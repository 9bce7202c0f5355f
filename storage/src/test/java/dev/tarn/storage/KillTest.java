package dev.tarn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes objects is killed at any point; what it acknowledged is there. */
class KillTest {

  private static final String BUCKET = "bucket";
  private static final int KEYS = 20;
  private static final int KILLS = 5;
  private static final int UNVERSIONED_KILLS = 3;

  @Test
  void everyAcknowledgedObjectIsWholeAfterAKill(@TempDir Path directory) throws Exception {
    Random random = new Random(7);
    for (int kill = 0; kill < KILLS; kill++) {
      boolean versioned = kill >= UNVERSIONED_KILLS;
      Map<String, Integer> acknowledged =
          writeUntilKilled(directory, versioned, 200 + random.nextInt(300));
      assertThat(acknowledged).isNotEmpty();
      LocalObjectStore store = LocalObjectStore.open(directory, Durability.PROCESS);
      for (Map.Entry<String, Integer> entry : acknowledged.entrySet()) {
        assertWhole(store, entry.getKey(), entry.getValue());
        if (versioned) {
          assertVersionsWhole(store, entry.getKey());
        }
      }
      assertThat(store.list(BUCKET, "", "").map(head -> head.key().key()))
          .isSubsetOf(keys())
          .containsAll(acknowledged.keySet());
    }
  }

  /** Content, content type and metadata are of one and the same version, acknowledged or later. */
  private static void assertWhole(LocalObjectStore store, String key, int atLeast)
      throws IOException {
    try (OpenObject object = store.open(new ObjectKey(BUCKET, key))) {
      byte[] content = Channels.newInputStream(object.channel()).readAllBytes();
      int version = Integer.parseInt(object.object().attributes().userMetadata().get("version"));
      assertThat(version).isGreaterThanOrEqualTo(atLeast);
      assertThat(object.object().head().contentType()).isEqualTo("type/" + version);
      assertThat(content).isEqualTo(Writer.content(version));
    }
  }

  /** Each version once, newest first, and each with its own content. */
  private static void assertVersionsWhole(LocalObjectStore store, String key) throws IOException {
    ObjectKey objectKey = new ObjectKey(BUCKET, key);
    List<ObjectVersion> versions = store.versions().of(objectKey);
    assertThat(versions).extracting(ObjectVersion::versionId).doesNotHaveDuplicates();
    Instant newer = Instant.MAX;
    for (ObjectVersion version : versions) {
      try (OpenObject object = store.versions().open(objectKey, version.versionId())) {
        byte[] content = Channels.newInputStream(object.channel()).readAllBytes();
        int number = Integer.parseInt(object.object().attributes().userMetadata().get("version"));
        assertThat(content).isEqualTo(Writer.content(number));
        assertThat(object.object().head().lastModified()).isBefore(newer);
        newer = object.object().head().lastModified();
      }
    }
  }

  private static Map<String, Integer> writeUntilKilled(
      Path directory, boolean versioned, int afterLines) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Writer.class.getName(),
                    directory.toString(),
                    Boolean.toString(versioned)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, Integer> acknowledged = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      for (int i = 0; (line = lines.readLine()) != null; i++) {
        if (i == afterLines) {
          process.toHandle().destroyForcibly(); // leaves the pipe open, unlike Process itself
        }
        int space = line.lastIndexOf(' ');
        // The last line may be torn by the kill.
        if (line.endsWith(".") && space > 0) {
          acknowledged.put(
              line.substring(0, space),
              Integer.parseInt(line.substring(space + 1, line.length() - 1)));
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return acknowledged;
  }

  private static List<String> keys() {
    return IntStream.range(0, KEYS).mapToObj(Writer::key).toList();
  }

  /** The process that is killed: replaces a few objects again and again and says so. */
  static final class Writer {

    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      LocalObjectStore store = LocalObjectStore.open(Path.of(arguments[0]), Durability.PROCESS);
      if (!store.bucketExists(BUCKET)) {
        store.createBucket(BUCKET);
      }
      if (Boolean.parseBoolean(arguments[1])) {
        store.versions().setVersioning(BUCKET, Versioning.ENABLED);
      }
      try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
        List<Callable<Void>> writers =
            List.of(() -> writeForever(store, 0), () -> writeForever(store, 1));
        executor.invokeAll(writers);
      }
    }

    private static Void writeForever(LocalObjectStore store, int first) throws IOException {
      int version = (int) (System.currentTimeMillis() / 100 % 1_000_000_000);
      for (int i = first; ; i += 2, version++) {
        String key = key(i % KEYS);
        WriteOptions options =
            new WriteOptions(
                "type/" + version, Map.of("version", Integer.toString(version)), false);
        try (ObjectWriter writer = store.write(new ObjectKey(BUCKET, key), options)) {
          writer.write(content(version));
          writer.commit();
        }
        String line = key + " " + version + ".\n";
        synchronized (System.out) {
          System.out.write(line.getBytes(StandardCharsets.UTF_8), 0, line.length());
          System.out.flush();
        }
      }
    }

    /** Some keys are both objects and prefixes. */
    static String key(int i) {
      return i % 2 == 0 ? "dir/" + i : "dir/" + (i - 1) + "/" + i;
    }

    static byte[] content(int version) {
      return ("v" + version + ";").repeat(1 + version % 5000).getBytes(StandardCharsets.UTF_8);
    }
  }
}
