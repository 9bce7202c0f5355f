package dev.tarn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeyPathTest {

  private static final Path BUCKET = Path.of("/data/objects/bucket");

  @Provide
  Arbitrary<String> keys() {
    return KeyArbitraries.keys();
  }

  @Example
  void ordinaryKeysLieAtTheirNaturalPath() {
    assertThat(pathOf("raw/year=2024/part 1+ü%.csv"))
        .isEqualTo(BUCKET.resolve("raw/year=2024/part 1+ü%.csv"));
  }

  @Example
  void trailingSlashDoubleSlashAndDotsAreEscaped() {
    assertThat(pathOf("dir/")).isEqualTo(BUCKET.resolve("dir/%~"));
    assertThat(pathOf("a//b")).isEqualTo(BUCKET.resolve("a/%~/b"));
    assertThat(pathOf("../../etc/passwd"))
        .isEqualTo(BUCKET.resolve("%~%2E%2E/%~%2E%2E/etc/passwd"));
    assertThat(pathOf("a\nb")).isEqualTo(BUCKET.resolve("%~a%0Ab"));
  }

  @Property(tries = 5000)
  void everyKeyComesBackFromItsPath(@ForAll("keys") String key) {
    KeyPath path = KeyPath.of(key);
    assertThat(keyOf(path)).isEqualTo(key);
  }

  @Property(tries = 5000)
  void noPathLeavesTheBucketOrHasNamesTooLong(@ForAll("keys") String key) {
    Path path = pathOf(key);
    assertThat(path.normalize()).isEqualTo(path);
    assertThat(path.startsWith(BUCKET)).isTrue();
    for (Path name : BUCKET.relativize(path)) {
      assertThat(name.toString().getBytes(StandardCharsets.UTF_8).length).isBetween(1, 253);
    }
    assertThat(path.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(3300);
  }

  @Property(tries = 5000)
  void differentKeysHaveDifferentPaths(@ForAll("keys") String one, @ForAll("keys") String other) {
    assertThat(KeyPath.of(one).equals(KeyPath.of(other))).isEqualTo(one.equals(other));
    assertThat(pathOf(one).resolveSibling(KeyPath.of(one).asideName())).isNotEqualTo(pathOf(other));
  }

  @Property(tries = 5000)
  void orderIsThatOfTheUtf8Bytes(@ForAll("keys") String one, @ForAll("keys") String other) {
    int expected =
        Arrays.compareUnsigned(
            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    assertThat(Integer.signum(Utf8Order.compare(one, other))).isEqualTo(Integer.signum(expected));
  }

  private static Path pathOf(String key) {
    Path path = BUCKET;
    KeyPath names = KeyPath.of(key);
    for (String name : names.directories()) {
      path = path.resolve(name);
    }
    return path.resolve(names.name());
  }

  /** Reads a path the way a listing does: directory by directory. */
  private static String keyOf(KeyPath path) {
    List<String> names = new ArrayList<>(path.directories());
    names.add(path.name());
    List<String> segments = new ArrayList<>();
    List<String> pending = new ArrayList<>();
    for (String name : names) {
      pending.add(name);
      if (!KeyPath.isContinued(name)) {
        segments.add(KeyPath.segmentOf(pending).orElseThrow());
        pending.clear();
      }
    }
    return String.join("/", segments);
  }
}
