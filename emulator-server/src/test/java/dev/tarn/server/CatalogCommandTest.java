package dev.tarn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogCommandTest {
  private static final String LISTINGS =
      """
      {"DatabaseList": [{"Name": "shop", "LocationUri": "s3://old/shop/"}],
       "TableList": [{"Name": "orders", "DatabaseName": "shop"}]}
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path directory;
  private String data = "";
  private String listings = "";

  @BeforeEach
  void writeListings() throws IOException {
    data = directory.resolve("data").toString();
    listings = Files.writeString(directory.resolve("cli.json"), LISTINGS).toString();
  }

  @Test
  void whatIsImportedIntoADirectoryIsExportedFromIt() {
    assertThat(run("catalog", "import", "--from", listings, "--data", data)).isZero();
    assertThat(output()).isEqualTo("created 1 database, 1 table\n");
    Path exported = directory.resolve("exported");
    assertThat(run("catalog", "export", "--to", exported.toString(), "--data", data)).isZero();

    assertThat(output()).endsWith("exported 1 database, 1 table to " + exported + "\n");
    assertThat(exported.resolve("shop/tables.json")).content().contains("\"Name\": \"orders\"");
    assertThat(errors()).isEmpty();
  }

  @Test
  void aConflictIsToldWithWhatWasDone() {
    run("catalog", "import", "--from", listings, "--data", data);

    assertThat(run("catalog", "import", "--from", listings, "--data", data)).isEqualTo(1);
    assertThat(errors())
        .isEqualTo(
            "until it failed: nothing\ntarn: "
                + listings
                + " line 1: database shop exists already\n");
  }

  @Test
  void everyOptionArrives() {
    Path target = directory.resolve("all.json");
    run("catalog", "import", "--from", listings, "--data", data);
    assertThat(
            run(
                "catalog",
                "import",
                "--from",
                listings,
                listings,
                "--data",
                data,
                "--on-conflict",
                "replace",
                "--map-bucket",
                "old=new",
                "other=another"))
        .isZero();
    assertThat(
            run(
                "catalog",
                "import",
                "--from",
                listings,
                "--data",
                data,
                "--dry-run",
                "--on-conflict",
                "skip"))
        .isZero();
    assertThat(
            run(
                "catalog",
                "export",
                "--to",
                target.toString(),
                "--data",
                data,
                "--database",
                "shop",
                "--every-member"))
        .isZero();

    assertThat(output())
        .contains(
            "replaced 2 databases, 2 tables\n",
            "dry run, nothing is written: skipped 1 database, 1 table\n");
    assertThat(target).content().contains("s3://new/shop/", "\"VersionId\": \"2\"");
  }

  @Test
  void aDirectoryInUseOrWithoutACatalogIsTold() throws IOException {
    assertThat(run("catalog", "export", "--to", directory.toString(), "--data", data)).isEqualTo(1);
    assertThat(errors()).isEqualTo("tarn: there is no catalog in " + data + "\n");

    try (DataDirectoryLock lock = DataDirectoryLock.acquire(Path.of(data))) {
      assertThat(lock).isNotNull();
      assertThat(run("catalog", "import", "--from", listings, "--data", data)).isEqualTo(1);
    }
    assertThat(errors()).contains("is in use by another Tarn", "--endpoint");
  }

  @Test
  void anEndpointThatDoesNotAnswerIsTold() {
    assertThat(
            run("catalog", "export", "--to", directory + "/x", "--endpoint", "http://localhost:1"))
        .isEqualTo(1);
    assertThat(errors()).startsWith("tarn: The catalog cannot be read: ").contains("localhost");
  }

  @Test
  void wrongUsageIsOneLine() {
    assertThat(run("catalog", "import", "--from", listings, "--on-conflict", "maybe")).isEqualTo(2);
    assertThat(run("catalog", "import", "--from", listings, "--map-bucket", "x")).isEqualTo(2);
    assertThat(run("catalog", "import", "--from", listings, "--endpoint", "localhost"))
        .isEqualTo(2);
    assertThat(
            run("catalog", "import", "--from", listings, "--endpoint", "http://x", "--data", data))
        .isEqualTo(2);
    assertThat(run("catalog", "export")).isEqualTo(2);
    assertThat(errors())
        .isEqualTo(
            """
            tarn: --on-conflict must be fail, skip or replace, but is 'maybe'
            tarn: --map-bucket must be OLD=NEW, but is 'x'
            tarn: --endpoint must be a URL such as http://localhost:4566, but is 'localhost'
            tarn: name either --data or --endpoint
            tarn: Missing required option: '--to=DIR|FILE' (see 'tarn catalog export --help')
            """);
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private int run(String... arguments) {
    return new Commands(
            Map.of(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .execute(arguments);
  }
}
