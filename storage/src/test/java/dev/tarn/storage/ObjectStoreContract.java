package dev.tarn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What every object store does. */
abstract class ObjectStoreContract {

  private static final String BUCKET = "bucket";

  /** The store under test, empty. */
  abstract ObjectStore store();

  @BeforeEach
  void createBucket() throws IOException {
    store().createBucket(BUCKET);
  }

  @Test
  void bucketsComeAndGo() throws IOException {
    store().createBucket("another");
    assertThat(store().buckets()).containsExactly("another", BUCKET);
    assertThat(store().bucketExists("another")).isTrue();
    assertThatThrownBy(() -> store().createBucket("another"))
        .isInstanceOf(BucketAlreadyOwnedByYouException.class);
    assertThatThrownBy(() -> store().createBucket("Not_A_Bucket"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidBucketName"));
    store().deleteBucket("another");
    assertThat(store().bucketExists("another")).isFalse();
    assertThatThrownBy(() -> store().deleteBucket("another"))
        .isInstanceOf(NoSuchBucketException.class);
  }

  @Test
  void aBucketWithObjectsStays() throws IOException {
    write("deep/down/object", "x");
    assertThatThrownBy(() -> store().deleteBucket(BUCKET))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BucketNotEmpty"));
    store().delete(key("deep/down/object"));
    store().deleteBucket(BUCKET);
  }

  @Test
  void anObjectIsReadAsItWasWritten() throws IOException {
    try (ObjectWriter writer =
        store().write(key("a/b"), new WriteOptions("text/csv", Map.of("k", "v"), false))) {
      writer.write("hello".getBytes(StandardCharsets.UTF_8));
      writer.write('!');
      ObjectHead committed = writer.commit();
      assertThat(store().head(key("a/b"))).contains(committed);
      assertThat(committed.size()).isEqualTo(6);
      assertThat(committed.contentType()).isEqualTo("text/csv");
      assertThat(committed.userMetadata()).isEqualTo(Map.of("k", "v"));
    }
    assertThat(read("a/b")).isEqualTo("hello!");
    try (SeekableByteChannel channel = store().read(key("a/b"))) {
      ByteBuffer two = ByteBuffer.allocate(2);
      channel.position(4).read(two);
      assertThat(new String(two.array(), StandardCharsets.UTF_8)).isEqualTo("o!");
    }
  }

  @Test
  void nothingIsVisibleBeforeTheCommitOrWithoutOne() throws IOException {
    write("k", "old");
    try (ObjectWriter writer = store().write(key("k"), WriteOptions.defaults())) {
      writer.write("new".getBytes(StandardCharsets.UTF_8));
      writer.flush();
      assertThat(read("k")).isEqualTo("old");
    }
    assertThat(read("k")).isEqualTo("old");
  }

  @Test
  void aReaderKeepsTheObjectThatItOpened() throws IOException {
    write("k", "old");
    try (SeekableByteChannel channel = store().read(key("k"))) {
      write("k", "replaced");
      write("k/below", "makes the object move aside");
      store().delete(key("k"));
      assertThat(
              new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("old");
    }
  }

  @Test
  void onlyOneOfManyCreatesAnObjectThatMustBeAbsent() throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> attempts =
          IntStream.range(0, 20)
              .mapToObj(i -> executor.submit(() -> createIfAbsent("once", "by " + i)))
              .toList();
      int created = 0;
      for (Future<Boolean> attempt : attempts) {
        created += attempt.get() ? 1 : 0;
      }
      assertThat(created).isEqualTo(1);
    }
  }

  private boolean createIfAbsent(String key, String content) throws IOException {
    try (ObjectWriter writer = store().write(key(key), WriteOptions.defaults().ifAbsent())) {
      writer.write(content.getBytes(StandardCharsets.UTF_8));
      writer.commit();
      return true;
    } catch (FileAlreadyExistsException lost) {
      return false;
    }
  }

  @Test
  void anObjectAndObjectsBelowItsKeyLiveTogetherWhateverComesFirst() throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 50; round++) {
        String name = "k" + round;
        Future<?> object = executor.submit(() -> write(name, "object"));
        Future<?> below = executor.submit(() -> write(name + "/b", "below"));
        Future<?> deeper = executor.submit(() -> write(name + "/b/c", "deeper"));
        object.get();
        below.get();
        deeper.get();
        assertThat(read(name)).isEqualTo("object");
        assertThat(read(name + "/b")).isEqualTo("below");
        assertThat(read(name + "/b/c")).isEqualTo("deeper");
      }
    }
  }

  @Test
  void deletingTellsWhetherThereWasSomething() throws IOException {
    write("a/b/c", "x");
    assertThat(store().delete(key("a/b"))).isFalse();
    assertThat(store().delete(key("a/b/c"))).isTrue();
    assertThat(store().delete(key("a/b/c"))).isFalse();
    assertThat(store().head(key("a/b/c"))).isEmpty();
    assertThatThrownBy(() -> store().read(key("a/b/c"))).isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void aCopyHasTheBytesAndTheMetadata() throws IOException {
    try (ObjectWriter writer =
        store().write(key("from"), new WriteOptions("text/x", Map.of("k", "v"), false))) {
      writer.write(new byte[300_000]);
      writer.commit();
    }
    store().copy(key("from"), key("to/here"));
    ObjectHead copy = store().head(key("to/here")).orElseThrow();
    assertThat(copy.size()).isEqualTo(300_000);
    assertThat(copy.contentType()).isEqualTo("text/x");
    assertThat(copy.userMetadata()).isEqualTo(Map.of("k", "v"));
  }

  @Test
  void listingsAreSortedAndStartWhereTold() throws IOException {
    for (String key : List.of("b", "a/2", "a-", "a", "a/1/x", "\uE000", "\uD83D\uDE00")) {
      write(key, "x");
    }
    assertThat(list("", ""))
        .containsExactly("a", "a-", "a/1/x", "a/2", "b", "\uE000", "\uD83D\uDE00");
    assertThat(list("a/", "")).containsExactly("a/1/x", "a/2");
    assertThat(list("a", "a-")).containsExactly("a/1/x", "a/2");
    assertThat(store().listDirectories(BUCKET, "")).containsExactly("a/");
    assertThat(store().listDirectories(BUCKET, "a/")).containsExactly("a/1/");
    assertThatThrownBy(() -> store().list("missing", "", ""))
        .isInstanceOf(NoSuchBucketException.class);
  }

  @Test
  void aMissingBucketIsToldEverywhere() {
    ObjectKey key = new ObjectKey("missing", "k");
    assertThatThrownBy(() -> store().head(key)).isInstanceOf(NoSuchBucketException.class);
    assertThatThrownBy(() -> store().read(key)).isInstanceOf(NoSuchBucketException.class);
    assertThatThrownBy(() -> store().write(key, WriteOptions.defaults()))
        .isInstanceOf(NoSuchBucketException.class);
    assertThatThrownBy(() -> store().delete(key)).isInstanceOf(NoSuchBucketException.class);
    assertThatThrownBy(() -> store().head(new ObjectKey("../bucket", "k")))
        .isInstanceOf(NoSuchBucketException.class);
  }

  private List<String> list(String prefix, String after) throws IOException {
    try (Stream<ObjectHead> listing = store().list(BUCKET, prefix, after)) {
      return listing.map(head -> head.key().key()).toList();
    }
  }

  final ObjectHead write(String key, String content) throws IOException {
    try (ObjectWriter writer = store().write(key(key), WriteOptions.contentType("text/plain"))) {
      writer.write(content.getBytes(StandardCharsets.UTF_8));
      return writer.commit();
    }
  }

  final String read(String key) throws IOException {
    try (SeekableByteChannel channel = store().read(key(key))) {
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static ObjectKey key(String key) {
    return new ObjectKey(BUCKET, key);
  }
}
