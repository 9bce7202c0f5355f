package dev.tarn.server.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@link TrinoNode} in a process of its own, over the catalog files that users are given. */
final class TrinoProcess implements AutoCloseable {
  private static final Path EXAMPLES = Path.of("..", "examples", "trino-cluster", "etc", "catalog");

  private final Process process;

  private TrinoProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a cluster whose connectors use that server; returns when it takes queries.
   *
   * @param port where it is to listen
   * @param directory for its files
   */
  static TrinoProcess start(URI tarn, int port, Path directory) throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file).replace("${ENV:TARN_ENDPOINT}", tarn.toString());
        Files.writeString(directory.resolve(file.getFileName()), text);
      }
    }
    Process process =
        new ProcessBuilder(command(directory, port))
            .redirectError(directory.resolve("trino.log").toFile())
            .start();
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    if (line == null) {
      throw new IOException(Files.readString(directory.resolve("trino.log")));
    }
    return new TrinoProcess(process);
  }

  private static List<String> command(Path directory, int port) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:TieredStopAtLevel=1",
        "--add-modules=jdk.incubator.vector",
        "-cp",
        classPath,
        TrinoNode.class.getName(),
        directory.toString(),
        Integer.toString(port));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
