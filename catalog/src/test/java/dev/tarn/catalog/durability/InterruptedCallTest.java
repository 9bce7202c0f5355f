package dev.tarn.catalog.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.catalog.CatalogFixture;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls within the process by a thread that is interrupted, as the engine's are by a cancel. */
final class InterruptedCallTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @MethodSource("dev.tarn.catalog.durability.FailingDiskTest#calls")
  void anInterruptEndsTheCallAndHarmsNothing(ChangingCall call) {
    try (CatalogFixture catalog = new CatalogFixture(directory)) {
      call.prepare(catalog.glue());
      List<String> old = CatalogSnapshot.of(catalog.glue());

      Thread.currentThread().interrupt();
      boolean failed = fails(call, catalog);
      assertThat(Thread.interrupted()).as("still interrupted").isTrue();

      List<String> now = CatalogSnapshot.of(catalog.glue());
      assertThat(now.equals(old)).isEqualTo(failed);
      if (failed) {
        call.make(catalog.glue());
        now = CatalogSnapshot.of(catalog.glue());
      }
      catalog.restart();
      assertThat(CatalogSnapshot.of(catalog.glue())).isEqualTo(now).isNotEqualTo(old);
    }
  }

  private static boolean fails(ChangingCall call, CatalogFixture catalog) {
    try {
      call.make(catalog.glue());
      return false;
    } catch (UncheckedIOException e) {
      return true;
    }
  }
}
