package dev.tarn.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of this machine that ran to its end. */
record CommandRun(int exitCode, String output, String errors) {
  private static final long TIMEOUT_MINUTES = 5;

  static CommandRun of(List<String> command, Map<String, String> environment)
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
      if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " does not end");
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
