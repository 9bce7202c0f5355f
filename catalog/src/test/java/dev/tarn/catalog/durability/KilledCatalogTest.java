package dev.tarn.catalog.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.catalog.CatalogFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that changes a catalog with several threads, again and again. What it
 * acknowledged is kept, what it acknowledged to have deleted is gone, and nothing is half there.
 */
final class KilledCatalogTest {
  private static final int ROUNDS = 8;
  private static final int MOST_LINES = 3000;

  @TempDir private Path directory;
  private final Random random = new Random();

  @Test
  @Timeout(240)
  void whatWasAcknowledgedSurvivesEveryKill() throws Exception {
    Map<Integer, Map<String, String>> expected = new HashMap<>();
    int acknowledged = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<String> said = linesUntilKilled(random.nextInt(1, MOST_LINES), random.nextLong());
      try (CatalogFixture catalog = new CatalogFixture(directory)) {
        MarkedEntities found = MarkedEntities.read(catalog.glue());
        for (int thread = 0; thread < CatalogUnderLoad.THREADS; thread++) {
          Map<String, String> state = expected.computeIfAbsent(thread, absent -> new HashMap<>());
          acknowledged += apply(said, thread, state, found.of(thread));
          assertThat(found.of(thread))
              .as("round %s, thread %s, which said: %s", round, thread, end(said, thread))
              .isEqualTo(state);
        }
      }
    }
    assertThat(acknowledged).as("acknowledged calls").isGreaterThan(ROUNDS);
  }

  private List<String> linesUntilKilled(int lines, long seed)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile(directory.getParent(), "killed", ".err");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                CatalogUnderLoad.class.getName(),
                directory.toString(),
                Long.toString(seed))
            .redirectError(errors.toFile())
            .start();
    List<String> said = new ArrayList<>();
    try (BufferedReader reader = process.inputReader()) {
      String line;
      while ((line = reader.readLine()) != null) {
        said.add(line);
        if (said.size() == lines) {
          // By its handle: the process itself would close the stream that is being read.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(said)
        .as("lines before the end; errors: %s", Files.readString(errors))
        .hasSizeGreaterThanOrEqualTo(lines);
    Files.delete(errors);
    return said;
  }

  /** Applies what a thread said to have done, and of what it had begun that which happened. */
  private static int apply(
      List<String> said, int thread, Map<String, String> state, Map<String, String> found) {
    int done = 0;
    Step begun = null;
    for (String line : of(said, thread)) {
      if (line.contains(" begins ")) {
        begun = Step.parse(line.substring(line.indexOf(" begins ") + " begins ".length()));
      } else if (line.endsWith("has done it") && begun != null) {
        begun.applyTo(state);
        begun = null;
        done++;
      }
    }
    if (begun != null) {
      begun.applyWhatHappenedTo(state, found);
    }
    return done;
  }

  private static List<String> of(List<String> said, int thread) {
    return said.stream().filter(line -> line.startsWith(thread + " ")).toList();
  }

  private static List<String> end(List<String> said, int thread) {
    List<String> lines = of(said, thread);
    return lines.subList(Math.max(0, lines.size() - 6), lines.size());
  }
}
