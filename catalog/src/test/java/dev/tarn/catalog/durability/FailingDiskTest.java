package dev.tarn.catalog.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.catalog.FakeClock;
import dev.tarn.catalog.GlueCatalog;
import dev.tarn.catalog.durability.FaultyDisk.Failure;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.storage.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call that changes the catalog, with the disk failing at every single operation of it: the
 * call fails, the catalog and its files are as before, and the next calls work.
 */
final class FailingDiskTest {
  @TempDir private Path directory;

  static Stream<ChangingCall> calls() {
    return Stream.concat(Stream.of(CatalogCall.values()), Stream.of(AccountCall.values()));
  }

  static Stream<Arguments> callsAndFailures() {
    return calls()
        .flatMap(
            call -> Arrays.stream(Failure.values()).map(failure -> Arguments.of(call, failure)));
  }

  /** Old versions of tables are in files only, and gone with the file. */
  static Stream<ChangingCall> callsThatForce() {
    return calls().filter(call -> call != CatalogCall.DELETE_TABLE_VERSION);
  }

  @ParameterizedTest
  @MethodSource("callsAndFailures")
  void aFailedCallChangesNothing(ChangingCall call, Failure failure) throws IOException {
    int operations = 0;
    while (failsAfter(operations, call, failure, Durability.PROCESS)) {
      operations++;
    }
    // Files are deleted on a full disk too.
    assertThat(operations).isGreaterThanOrEqualTo(failure == Failure.FULL ? 0 : 1);
  }

  /**
   * When forcing to the disk fails, what was to be forced may be kept or not; but the catalog goes
   * on as if it were not, and what comes later is kept.
   */
  @ParameterizedTest
  @MethodSource("callsThatForce")
  void aFailureToForceHarmsNothingElse(ChangingCall call) throws IOException {
    int operations = 0;
    while (failsAfter(operations, call, Failure.ONCE, Durability.FSYNC)) {
      operations++;
    }
    assertThat(operations).isPositive();
  }

  /** Makes the call on a disk that fails at one operation of it; false when it needs fewer. */
  private boolean failsAfter(
      int operations, ChangingCall call, Failure failure, Durability durability)
      throws IOException {
    Path files = directory.resolve(call + "-" + failure + "-" + operations);
    FaultyDisk disk = new FaultyDisk();
    List<String> done;
    try (GlueCatalog catalog = open(disk.at(files), durability)) {
      call.prepare(catalog.client());
      List<String> old = CatalogSnapshot.of(catalog.client());

      disk.failAfter(operations, failure);
      RuntimeException thrown = make(call, catalog);
      if (!disk.repair()) {
        assertThat(thrown).isNull();
        return false;
      }
      List<String> now = CatalogSnapshot.of(catalog.client());
      if (thrown == null) {
        assertThat(now).as("after a call that succeeded").isNotEqualTo(old);
      } else {
        assertThat(thrown).isInstanceOf(UncheckedIOException.class);
        assertThat(now).as("after a call that failed at operation %s", operations).isEqualTo(old);
      }
      // What is half written to a log cannot be cut off while nothing can be changed.
      if (thrown == null || (failure != Failure.READ_ONLY && durability == Durability.PROCESS)) {
        assertThat(afterRestart(files)).as("the files").isEqualTo(now);
      }
      if (thrown != null) {
        call.make(catalog.client());
      }
      done = CatalogSnapshot.of(catalog.client());
      assertThat(done).isNotEqualTo(old);
    }
    assertThat(afterRestart(files)).as("the files after another try").isEqualTo(done);
    return true;
  }

  private static @Nullable RuntimeException make(ChangingCall call, GlueCatalog catalog) {
    try {
      call.make(catalog.client());
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  private static GlueCatalog open(Path files, Durability durability) throws IOException {
    return GlueCatalog.open(
        files, AwsAccount.DEFAULT, new FakeClock(), IdGenerator.random(), durability);
  }

  /** What a catalog that is started on a copy of the files answers. */
  private List<String> afterRestart(Path files) throws IOException {
    Path copy = Files.createTempDirectory(directory, "copy");
    try (Stream<Path> tree = Files.walk(files)) {
      for (Path file : tree.filter(path -> !path.startsWith(files.resolve("trash"))).toList()) {
        Path target = copy.resolve(files.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    try (GlueCatalog catalog = open(copy, Durability.PROCESS)) {
      return CatalogSnapshot.of(catalog.client());
    }
  }
}
