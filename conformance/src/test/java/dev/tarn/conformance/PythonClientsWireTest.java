package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the Python programs that data people use, in the versions that their {@code
 * requirements.txt} pin. Those of awswrangler, PyAthena and PyIceberg always run; the others take
 * minutes and run with {@code -Dconformance=all}.
 */
@ExtendWith(SharedTarn.class)
final class PythonClientsWireTest {
  private static final Path QUICK = Path.of("python", "requirements.txt");

  private final String endpoint;

  PythonClientsWireTest(AwsClients clients) {
    this.endpoint = clients.endpoint().toString();
  }

  @Test
  @Timeout(1800)
  void awswrangler() throws IOException, InterruptedException {
    passes(environment("quick", QUICK), Path.of("awswrangler"), 30);
  }

  @Test
  @Timeout(1800)
  void pyAthena() throws IOException, InterruptedException {
    passes(environment("quick", QUICK), Path.of("pyathena"), 25);
  }

  @Test
  @Timeout(1800)
  void pyIceberg() throws IOException, InterruptedException {
    CommandRun run =
        CommandRun.of(
            List.of(environment("quick", QUICK), "-B", "pyiceberg/glue_catalog.py", endpoint),
            Map.of(),
            Duration.ofMinutes(15));

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output()).isEqualTo("21 commits kept, 1 stale commit refused\n");
  }

  @ParameterizedTest
  @CsvSource({"airflow,7", "dbt,7", "dlt,9", "sqlmesh,9", "ibis,13"})
  @Timeout(1800)
  void pytestOf(String client, int tests) throws IOException, InterruptedException {
    onRequest();
    passes(environment(client, Path.of(client, "requirements.txt")), Path.of(client), tests);
  }

  private void passes(String python, Path tests, int count)
      throws IOException, InterruptedException {
    CommandRun run =
        CommandRun.of(
            List.of(
                python,
                "-B",
                "-m",
                "pytest",
                "-q",
                "-W",
                "ignore",
                "-p",
                "no:cacheprovider",
                tests.toString()),
            Map.of("TARN_ENDPOINT", endpoint),
            Duration.ofMinutes(15));

    assertThat(run.exitCode()).as(run.output() + run.errors()).isZero();
    assertThat(run.output()).contains("\n" + count + " passed");
  }

  private static void onRequest() {
    assumeTrue(
        "all".equals(System.getProperty("conformance")),
        "SKIPPED: this takes minutes; -Dconformance=all runs it");
  }

  private static String environment(String name, Path requirements)
      throws IOException, InterruptedException {
    return PythonEnvironment.of(name, requirements)
        .orElseGet(() ->
            abort("SKIPPED: this needs python3, and PyPI to install " + requirements + " from"));
  }
}
