package dev.tarn.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of this machine that ran to its end. */
record CommandRun(int exitCode, String output, String errors) {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  static CommandRun of(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    return of(command, environment, TIMEOUT);
  }

  static CommandRun of(List<String> command, Map<String, String> environment, Duration timeout)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("command-", ".out");
    Path errors = Files.createTempFile("command-", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().put("TARN_AOT", "use"); // nothing is left running after the test
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      try {
        if (!process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)) {
          throw new IllegalStateException(command + " does not end");
        }
      } finally {
        process.destroyForcibly(); // also when the test has run into its own time limit
      }
      return new CommandRun(process.exitValue(), text(output), text(errors));
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  /** Whether the program can be run at all. */
  static boolean works(String... command) throws InterruptedException {
    try {
      return of(List.of(command), Map.of()).exitCode() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
