package dev.tarn.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The built distribution, running as a process of its own on a free port. */
final class TarnProcess implements AutoCloseable {
  private static final Path LAUNCHER = Path.of("..", "emulator-server", "target", "tarn", "bin");
  private static final long START_SECONDS = 60;
  private static final long ENGINE_SECONDS = 240;
  private static final long STOP_SECONDS = 60;

  private final Process process;
  private final CompletableFuture<URI> endpoint = new CompletableFuture<>();
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

  private TarnProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().name("tarn-output").start(this::readOutput);
  }

  /** The program that starts Tarn. */
  static Path launcher() {
    Path launcher = LAUNCHER.resolve("tarn").toAbsolutePath().normalize();
    if (!Files.isExecutable(launcher)) {
      throw new IllegalStateException(launcher + " is missing; run ./mvnw package first");
    }
    return launcher;
  }

  /** Starts a server; returns when its port is open. */
  static TarnProcess start(Path dataDirectory) {
    return start(dataDirectory, Map.of());
  }

  static TarnProcess start(Path dataDirectory, Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder(
                launcher().toString(), "serve", "--port", "0", "--data", dataDirectory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("TARN_AOT", "use"); // nothing is left running after the test
    builder.environment().putAll(environment);
    try {
      TarnProcess tarn = new TarnProcess(builder.start());
      tarn.endpoint.get(START_SECONDS, TimeUnit.SECONDS);
      return tarn;
    } catch (Exception e) {
      throw new IllegalStateException("The server did not start", e);
    }
  }

  URI endpoint() {
    return endpoint.join();
  }

  /** Waits until queries can run. */
  TarnProcess awaitReady() {
    try {
      if (!ready.get(ENGINE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The query engine did not start");
      }
      return this;
    } catch (Exception e) {
      throw new IllegalStateException("The query engine is not ready", e);
    }
  }

  /** Ends the process at once, as a crash would: it can write nothing any more. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks the process to end, and gives its exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("The server did not stop");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    try {
      if (process.isAlive()) {
        stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readOutput() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        understand(line);
      }
    } catch (IOException e) {
      endpoint.completeExceptionally(e);
    }
    endpoint.completeExceptionally(new IllegalStateException("the process has ended"));
    ready.complete(false);
  }

  private void understand(String line) {
    if (line.startsWith("Tarn listens on ")) {
      endpoint.complete(URI.create(line.split(" ", -1)[3]));
    } else if (line.startsWith("The query engine is ready")) {
      ready.complete(true);
    } else if (line.startsWith("The query engine cannot start")) {
      ready.complete(false);
    }
  }
}
