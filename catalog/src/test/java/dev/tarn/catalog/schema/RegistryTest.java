package dev.tarn.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.catalog.CatalogFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetRegistryResponse;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.ListRegistriesResponse;
import software.amazon.awssdk.services.glue.model.RegistryListItem;
import software.amazon.awssdk.services.glue.model.RegistryStatus;
import software.amazon.awssdk.services.glue.model.ResourceNumberLimitExceededException;

final class RegistryTest {
  private static final String ARN = "arn:aws:glue:us-east-1:000000000000:registry/events";

  @TempDir Path directory;
  private CatalogFixture catalog;
  private GlueClient glue;

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory.resolve("catalog"));
    glue = catalog.glue();
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  @Test
  void isCreatedAndReadByNameAndArn() {
    var created =
        glue.createRegistry(
            r -> r.registryName("events").description("All of them").tags(Map.of("team", "core")));

    assertThat(created.registryArn()).isEqualTo(ARN);
    assertThat(created.tags()).containsEntry("team", "core");
    GetRegistryResponse read = glue.getRegistry(r -> r.registryId(id -> id.registryName("events")));
    assertThat(read.description()).isEqualTo("All of them");
    assertThat(read.status()).isEqualTo(RegistryStatus.AVAILABLE);
    assertThat(read.createdTime()).isEqualTo("2026-03-01T10:00:00.125Z");
    assertThat(read.updatedTime()).isEqualTo(read.createdTime());
    assertThat(glue.getRegistry(r -> r.registryId(id -> id.registryArn(ARN))).registryName())
        .isEqualTo("events");
  }

  @Test
  void keepsCapitalsApart() {
    glue.createRegistry(r -> r.registryName("Events"));
    glue.createRegistry(r -> r.registryName("events"));

    assertThat(glue.listRegistries(r -> {}).registries())
        .extracting(RegistryListItem::registryName)
        .containsExactly("Events", "events");
  }

  @Test
  void cannotBeCreatedTwice() {
    glue.createRegistry(r -> r.registryName("events"));

    assertThatThrownBy(() -> glue.createRegistry(r -> r.registryName("events")))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("Registry already exists. RegistryName: events");
  }

  @Test
  void areTenAtMost() {
    for (int i = 0; i < 10; i++) {
      String name = "r" + i;
      glue.createRegistry(r -> r.registryName(name));
    }

    assertThatThrownBy(() -> glue.createRegistry(r -> r.registryName("one-more")))
        .isInstanceOf(ResourceNumberLimitExceededException.class)
        .hasMessageContaining(
            "More registries cannot be created. The maximum limit has been reached.");
  }

  @Test
  void refusesBadMembersInTheWordsOfGlue() {
    assertRefused(
        "a".repeat(256),
        "The resource name contains too many or too few characters."
            + " Parameter Name: registryName");
    assertRefused(
        "A,B",
        "The parameter value contains one or more characters that are not valid."
            + " Parameter Name: registryName");
    Map<String, String> tags = new HashMap<>();
    for (int i = 0; i < 51; i++) {
      tags.put("k" + i, "v");
    }
    assertThatThrownBy(() -> glue.createRegistry(r -> r.registryName("r").tags(tags)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("New Tags cannot be empty or more than 50");
    assertThatThrownBy(
            () -> glue.createRegistry(r -> r.registryName("r").description("d".repeat(2049))))
        .hasMessageContaining("Parameter Name: description");
    assertThatThrownBy(() -> glue.createRegistry(r -> {}))
        .isInstanceOf(GlueException.class)
        .hasMessageContaining("Value null at 'registryName' failed to satisfy constraint");
  }

  private void assertRefused(String name, String message) {
    assertThatThrownBy(() -> glue.createRegistry(r -> r.registryName(name)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void isNamedInOneWay() {
    glue.createRegistry(r -> r.registryName("events"));
    String message =
        "One of registryName or registryArn has to be provided, both cannot be provided.";

    assertThatThrownBy(() ->
            glue.getRegistry(r -> r.registryId(id -> id.registryName("events").registryArn(ARN))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
    assertThatThrownBy(() -> glue.getRegistry(r -> r.registryId(id -> {})))
        .hasMessageContaining(message);
    assertThatThrownBy(() -> glue.getRegistry(r -> r.registryId(id -> id.registryName("other"))))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Registry is not found. RegistryName: other");
    String foreign = ARN.replace("us-east-1", "eu-west-1");
    assertThatThrownBy(() -> glue.getRegistry(r -> r.registryId(id -> id.registryArn(foreign))))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Registry is not found. RegistryArn: " + foreign);
    assertThatThrownBy(() -> glue.getRegistry(r -> r.registryId(id -> id.registryArn("x:" + ARN))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Parameter Name: registryArn");
  }

  @Test
  void isDescribedAnew() {
    glue.createRegistry(r -> r.registryName("events").description("old"));
    catalog.clock().advance(Duration.ofSeconds(1));

    var updated =
        glue.updateRegistry(r -> r.registryId(id -> id.registryName("events")).description("new"));

    assertThat(updated.registryArn()).isEqualTo(ARN);
    GetRegistryResponse read = glue.getRegistry(r -> r.registryId(id -> id.registryName("events")));
    assertThat(read.description()).isEqualTo("new");
    assertThat(read.createdTime()).isEqualTo("2026-03-01T10:00:00.125Z");
    assertThat(read.updatedTime()).isEqualTo("2026-03-01T10:00:01.125Z");
  }

  @Test
  void goesWithItsSchemas() {
    glue.createRegistry(r -> r.registryName("events"));
    var schema =
        glue.createSchema(r ->
            r.registryId(id -> id.registryName("events"))
                .schemaName("s")
                .dataFormat("AVRO")
                .schemaDefinition(Definitions.AVRO));

    var deleted = glue.deleteRegistry(r -> r.registryId(id -> id.registryName("events")));

    assertThat(deleted.status()).isEqualTo(RegistryStatus.DELETING);
    assertThatThrownBy(() -> glue.getRegistry(r -> r.registryId(id -> id.registryName("events"))))
        .isInstanceOf(EntityNotFoundException.class);
    assertThatThrownBy(
            () -> glue.getSchemaVersion(r -> r.schemaVersionId(schema.schemaVersionId())))
        .isInstanceOf(EntityNotFoundException.class);
    glue.createRegistry(r -> r.registryName("events"));
    assertThat(glue.listSchemas(r -> {}).schemas()).isEmpty();
  }

  @Test
  void areListedPageByPage() {
    for (int i = 0; i < 7; i++) {
      String name = "r" + i;
      glue.createRegistry(r -> r.registryName(name));
    }

    List<String> names = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      ListRegistriesResponse page = glue.listRegistries(r -> r.maxResults(3).nextToken(from));
      assertThat(page.registries()).hasSizeLessThanOrEqualTo(3);
      page.registries().forEach(item -> names.add(item.registryName()));
      token = page.nextToken();
    } while (token != null);

    assertThat(names).containsExactly("r0", "r1", "r2", "r3", "r4", "r5", "r6");
    assertThatThrownBy(() -> glue.listRegistries(r -> r.maxResults(101)))
        .hasMessageContaining("Member must have value less than or equal to 100");
    assertThatThrownBy(() -> glue.listRegistries(r -> r.nextToken("?")))
        .isInstanceOf(InvalidInputException.class);
  }
}
