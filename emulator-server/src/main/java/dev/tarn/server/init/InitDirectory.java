package dev.tarn.server.init;

import dev.tarn.catalog.transfer.BucketMapping;
import dev.tarn.catalog.transfer.CatalogImport;
import dev.tarn.catalog.transfer.ConflictRule;
import dev.tarn.catalog.transfer.TransferException;
import dev.tarn.server.client.ServerClients;
import dev.tarn.server.client.SqlSession;
import dev.tarn.server.seed.Seeding;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Runs and loads what is in a directory, in the order of the names, and stops at what fails. */
public final class InitDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(InitDirectory.class);

  private final Path directory;
  private final URI endpoint;
  private final String region;

  public InitDirectory(Path directory, URI endpoint, String region) {
    this.directory = directory;
    this.endpoint = endpoint;
    this.region = region;
  }

  /** One of the files failed; the message names it and says why. */
  public static final class FailedException extends Exception {
    FailedException(Path file, String reason) {
      super(file + ": " + reason);
    }
  }

  /** Does nothing when there is no such directory. Waits for the engine where a statement does. */
  public void run() throws FailedException, InterruptedException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (ServerClients clients = new ServerClients(endpoint, region)) {
      for (Path entry : entries()) {
        LOG.info("Runs {}", entry);
        try {
          run(entry, clients);
        } catch (IOException | SdkException | TransferException e) {
          throw new FailedException(entry, String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private List<Path> entries() throws FailedException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new FailedException(directory, String.valueOf(e.getMessage()));
    }
  }

  private void run(Path entry, ServerClients clients)
      throws IOException, TransferException, FailedException, InterruptedException {
    String name = entry.getFileName().toString();
    if (Files.isDirectory(entry)) {
      load(entry, name, clients);
    } else if (name.endsWith(".sh")) {
      runScript(entry);
    } else if (name.endsWith(".sql")) {
      runStatements(entry, clients);
    } else if (name.endsWith(".json")) {
      importCatalog(entry, clients);
    } else {
      throw new FailedException(
          entry, "neither a .sh, .sql or .json file nor a directory objects or tables");
    }
  }

  /** {@code objects} are uploaded; of {@code tables} tables are made too. */
  private void load(Path entry, String name, ServerClients clients)
      throws IOException, FailedException {
    var text = new ByteArrayOutputStream();
    try (S3Client s3 = clients.s3();
        GlueClient glue = clients.glue()) {
      Seeding seeding = new Seeding(s3, glue, new PrintStream(text, true, StandardCharsets.UTF_8));
      switch (name) {
        case "objects" -> seeding.upload(entry);
        case "tables" -> {
          if (seeding.run(entry, "default") > 0) {
            throw new FailedException(entry, text.toString(StandardCharsets.UTF_8).strip());
          }
        }
        default -> throw new FailedException(entry, "directories are called objects or tables");
      }
    }
  }

  private void runScript(Path script) throws IOException, FailedException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", script.toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ENDPOINT_URL",
                endpoint.toString(),
                "AWS_REGION",
                region,
                "AWS_DEFAULT_REGION",
                region,
                "AWS_ACCESS_KEY_ID",
                "tarn",
                "AWS_SECRET_ACCESS_KEY",
                "tarn"));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    process.getOutputStream().close();
    int exitCode = process.waitFor();
    if (exitCode != 0) {
      throw new FailedException(script, "exit code " + exitCode);
    }
  }

  private static void runStatements(Path file, ServerClients clients)
      throws IOException, FailedException, InterruptedException {
    var problems = new ByteArrayOutputStream();
    SqlSession session =
        new SqlSession(
            clients,
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(problems, true, StandardCharsets.UTF_8),
            false);
    session.stopAtFailure();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      if (!session.run(lines)) {
        throw new FailedException(file, problems.toString(StandardCharsets.UTF_8).strip());
      }
    }
  }

  /** What is there already stays: the next start finds what this one has loaded. */
  private static void importCatalog(Path file, ServerClients clients) throws TransferException {
    try (GlueClient glue = clients.glue()) {
      new CatalogImport(
              glue,
              new CatalogImport.Options(ConflictRule.SKIP, new BucketMapping(Map.of()), false))
          .run(List.of(file));
    }
  }
}
