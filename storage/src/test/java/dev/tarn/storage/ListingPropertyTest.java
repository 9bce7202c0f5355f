package dev.tarn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Any sequence of writes and deletes, compared with a sorted map. */
class ListingPropertyTest {

  private static final String BUCKET = "bucket";

  private final TreeMap<String, String> expected = new TreeMap<>(Utf8Order.INSTANCE);

  @SuppressWarnings("NullAway.Init") // by open()
  private Path directory;

  @SuppressWarnings("NullAway.Init") // by open()
  private LocalObjectStore store;

  @BeforeTry
  void open() throws IOException {
    expected.clear();
    directory = Files.createTempDirectory("tarn-listing");
    store = LocalObjectStore.open(directory, Durability.PROCESS);
    store.createBucket(BUCKET);
  }

  @AfterTry
  void delete() throws IOException {
    FileTrees.delete(directory);
  }

  @Provide
  Arbitrary<List<String>> keys() {
    return KeyArbitraries.keys().list().ofMinSize(1).ofMaxSize(25);
  }

  @Provide
  Arbitrary<String> bounds() {
    return KeyArbitraries.keys();
  }

  @Property(tries = 60)
  void everyObjectReadsBackAndTheListingIsSorted(
      @ForAll("keys") List<String> written, @ForAll("keys") List<String> deleted)
      throws IOException {
    for (String key : written) {
      put(key, "1 " + key);
    }
    for (int i = 0; i < deleted.size(); i++) {
      String key = i % 2 == 0 ? deleted.get(i) : written.get(i % written.size());
      assertThat(store.delete(objectKey(key))).isEqualTo(expected.remove(key) != null);
    }
    for (String key : written.subList(0, written.size() / 2)) {
      put(key, "2 " + key);
    }
    for (Map.Entry<String, String> entry : expected.entrySet()) {
      assertThat(content(entry.getKey())).isEqualTo(entry.getValue());
    }
    assertThat(keys("", "")).containsExactlyElementsOf(expected.keySet());
    for (String key : List.copyOf(expected.keySet())) {
      assertThat(store.delete(objectKey(key))).isTrue();
    }
    store.deleteBucket(BUCKET);
  }

  @Property(tries = 60)
  void prefixStartAndDirectoriesAreThoseOfTheSortedMap(
      @ForAll("keys") List<String> written, @ForAll("bounds") String bound) throws IOException {
    for (String key : written) {
      put(key, key);
    }
    Set<String> probes = new TreeSet<>(Set.of("", bound));
    for (String key : written) {
      probes.add(key);
      probes.add(key + "/");
      probes.add(key.substring(0, key.lastIndexOf('/') + 1));
      probes.add(
          key.substring(0, key.offsetByCodePoints(0, key.codePointCount(0, key.length()) / 2)));
    }
    for (String probe : probes) {
      assertThat(keys("", probe))
          .as("after %s", probe)
          .containsExactlyElementsOf(expected.tailMap(probe, false).keySet());
      assertThat(keys(probe, ""))
          .as("with prefix %s", probe)
          .containsExactlyElementsOf(withPrefix(probe));
      assertThat(keys(probe, bound))
          .containsExactlyElementsOf(
              withPrefix(probe).stream().filter(key -> Utf8Order.compare(key, bound) > 0).toList());
      assertThat(store.listDirectories(BUCKET, probe))
          .containsExactlyElementsOf(directories(probe));
    }
  }

  private List<String> withPrefix(String prefix) {
    return expected.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  private Set<String> directories(String prefix) {
    Set<String> directories = new TreeSet<>(Utf8Order.INSTANCE);
    for (String key : withPrefix(prefix)) {
      int slash = key.indexOf('/', prefix.length());
      if (slash >= 0) {
        directories.add(key.substring(0, slash + 1));
      }
    }
    return directories;
  }

  private List<String> keys(String prefix, String after) throws IOException {
    try (Stream<ObjectHead> listing = store.list(BUCKET, prefix, after)) {
      List<String> keys = new ArrayList<>();
      listing.forEach(head -> keys.add(head.key().key()));
      return keys;
    }
  }

  private void put(String key, String content) throws IOException {
    try (ObjectWriter writer = store.write(objectKey(key), WriteOptions.defaults())) {
      writer.write(content.getBytes(StandardCharsets.UTF_8));
      writer.commit();
    }
    expected.put(key, content);
  }

  private String content(String key) throws IOException {
    try (OpenObject object = store.open(objectKey(key))) {
      return new String(
          Channels.newInputStream(object.channel()).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static ObjectKey objectKey(String key) {
    return new ObjectKey(BUCKET, key);
  }
}
