package dev.tarn.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds a Python that has boto3; where there is only a Python, boto3 is installed beside it. */
final class PythonWithBoto3 {
  private static final Path VENV = Path.of("target", "boto3").toAbsolutePath();

  private PythonWithBoto3() {}

  /** The interpreter; empty when this machine has no Python 3. */
  static Optional<String> find() throws IOException, InterruptedException {
    String installed = VENV.resolve("bin").resolve("python").toString();
    for (String python : List.of("python3", installed)) {
      if (CommandRun.works(python, "-c", "import boto3")) {
        return Optional.of(python);
      }
    }
    if (!CommandRun.works("python3", "--version")) {
      return Optional.empty();
    }
    run(List.of("python3", "-m", "venv", VENV.toString()));
    run(List.of(installed, "-m", "pip", "install", "--quiet", "boto3"));
    return Optional.of(installed);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Files.createDirectories(VENV);
    CommandRun run = CommandRun.of(command, Map.of());
    if (run.exitCode() != 0) {
      throw new IllegalStateException(command + " failed: " + run.errors());
    }
  }
}
