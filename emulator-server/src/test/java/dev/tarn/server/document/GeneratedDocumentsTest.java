package dev.tarn.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.account.AccountServices;
import dev.tarn.catalog.GlueCatalog;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.query.AthenaService;
import dev.tarn.storage.Durability;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.s3.S3Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GeneratedDocumentsTest {
  private static final Path DOCUMENTS = Path.of("..", "docs");
  private static final boolean WRITE = "write".equals(System.getProperty("tarn.documents"));

  @TempDir Path data;

  @Test
  void configurationIsCurrent() throws IOException {
    checkOrWrite("configuration.md", ConfigurationDocument.text());
  }

  @Test
  void coverageIsCurrent() throws IOException {
    AwsAccount account = AwsAccount.DEFAULT;
    Clock clock = Clock.systemUTC();
    IdGenerator ids = IdGenerator.random();
    AccountServices services =
        new AccountServices(data.resolve("account"), account, clock, ids, Durability.PROCESS);
    LocalObjectStore objects = LocalObjectStore.open(data, Durability.PROCESS);
    try (GlueCatalog glue =
            GlueCatalog.open(data.resolve("catalog"), account, clock, ids, Durability.PROCESS);
        AthenaService athena =
            AthenaService.open(
                data.resolve("athena"),
                account,
                glue.client(),
                objects,
                new FakeEngine(),
                clock,
                ids,
                Durability.PROCESS)) {
      checkOrWrite(
          "coverage.md",
          CoverageDocument.text(
              List.of(
                  glue.operations(),
                  athena.operations(),
                  services.sts(),
                  services.iam(),
                  services.kms(),
                  services.logs(),
                  services.ec2()),
              new S3Endpoint(objects, account).served()));
    }
  }

  private static void checkOrWrite(String name, String text) throws IOException {
    Path file = DOCUMENTS.resolve(name);
    if (WRITE) {
      Files.writeString(file, text);
    }
    assertThat(file)
        .as("stale; the package's documentation says how to write it anew")
        .hasContent(text);
  }
}
