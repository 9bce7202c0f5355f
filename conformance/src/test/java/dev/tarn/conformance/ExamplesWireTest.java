package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the programs in {@code examples/} as their readers would. */
@ExtendWith(SharedTarn.class)
final class ExamplesWireTest {
  private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();

  private final String endpoint;

  ExamplesWireTest(AwsClients clients) {
    this.endpoint = clients.endpoint().toString();
  }

  @Test
  void javaProgram() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path libraries = TarnProcess.launcher().resolveSibling("../lib/*").normalize();
    Path source = EXAMPLES.resolve("src/main/java/dev/tarn/examples/WeatherReport.java");

    CommandRun run =
        CommandRun.of(
            List.of(java, "-cp", libraries.toString(), source.toString(), endpoint), Map.of());

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output())
        .isEqualTo(
            """
            station\tcoldest\twarmest
            Obergurgl\t-14\t-9
            Vent\t-11\t-8
            columns: station string, day string, celsius int
            """);
  }

  @Test
  void boto3Script() throws IOException, InterruptedException {
    String python =
        PythonWithBoto3.find().orElseGet(() -> abort("SKIPPED: there is no python3 here"));

    CommandRun run =
        CommandRun.of(
            List.of(python, EXAMPLES.resolve("boto3/web_shop.py").toString(), endpoint), Map.of());

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output())
        .isEqualTo(
            """
            country\torders\tcents
            AT\t3\t380
            CH\t1\t75
            the same as a file:
            "country","orders","cents"
            "AT","3","380"
            "CH","1","75"
            """);
  }

  @Test
  void pytestStartsAServerOfItsOwn() throws IOException, InterruptedException {
    String python =
        PythonWithBoto3.find().orElseGet(() -> abort("SKIPPED: there is no python3 here"));
    if (!CommandRun.works(python, "-c", "import pytest")) {
      abort("SKIPPED: this Python has no pytest (pip install pytest)");
    }

    CommandRun run =
        CommandRun.of(
            List.of(
                python,
                "-m",
                "pytest",
                "-q",
                "-p",
                "no:cacheprovider",
                EXAMPLES.resolve("pytest").toString()),
            Map.of("TARN", TarnProcess.launcher().toString(), "PYTHONDONTWRITEBYTECODE", "1"));

    assertThat(run.exitCode()).as(run.output() + run.errors()).isZero();
    assertThat(run.output()).contains("2 passed");
  }

  @Test
  void awsCliWalkThrough() throws IOException, InterruptedException {
    if (!CommandRun.works("aws", "--version")) {
      abort("SKIPPED: there is no AWS CLI here (pip install awscli)");
    }

    CommandRun run =
        CommandRun.of(
            List.of("bash", EXAMPLES.resolve("aws-cli/walk-through.sh").toString(), endpoint),
            Map.of());

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output())
        .contains("000000000000", "peaks/peaks.csv")
        .contains("peak\tmetres\tWildspitze\t3768\tWeisskugel\t3739")
        .contains("\"peak\",\"metres\"\n\"Wildspitze\",\"3768\"\n\"Weisskugel\",\"3739\"\n");
  }
}
