package dev.tarn.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Virtual environments under {@code target}, each with what a file of requirements names. */
final class PythonEnvironment {
  private static final Path ENVIRONMENTS = Path.of("target", "python").toAbsolutePath();
  private static final String INSTALLED = "installed.txt";

  private PythonEnvironment() {}

  /**
   * The interpreter of an environment, which is made unless it is there already with the same
   * requirements; empty when this machine has no Python 3 or cannot reach PyPI.
   */
  static Optional<String> of(String name, Path requirements)
      throws IOException, InterruptedException {
    Path environment = ENVIRONMENTS.resolve(name);
    Path python = environment.resolve("bin").resolve("python");
    Path installed = environment.resolve(INSTALLED);
    if (Files.exists(installed) && Files.mismatch(installed, requirements) < 0) {
      return Optional.of(python.toString());
    }
    if (!CommandRun.works("python3", "--version")) {
      return Optional.empty();
    }
    Files.createDirectories(ENVIRONMENTS);
    boolean made =
        succeeds(List.of("python3", "-m", "venv", "--clear", environment.toString()))
            && succeeds(
                List.of(
                    python.toString(),
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "-r",
                    requirements.toString()));
    if (!made) {
      return Optional.empty();
    }
    Files.copy(requirements, installed);
    return Optional.of(python.toString());
  }

  private static boolean succeeds(List<String> command) throws IOException, InterruptedException {
    CommandRun run = CommandRun.of(command, Map.of(), Duration.ofMinutes(10));
    if (run.exitCode() != 0) {
      System.err.println(String.join(" ", command) + " failed: " + run.errors());
    }
    return run.exitCode() == 0;
  }
}
