package dev.tarn.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.catalog.CatalogFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Compatibility;
import software.amazon.awssdk.services.glue.model.CreateSchemaResponse;
import software.amazon.awssdk.services.glue.model.DataFormat;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetSchemaResponse;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.SchemaId;
import software.amazon.awssdk.services.glue.model.SchemaListItem;
import software.amazon.awssdk.services.glue.model.SchemaStatus;
import software.amazon.awssdk.services.glue.model.SchemaVersionStatus;

final class SchemaTest {
  private static final String ARN = "arn:aws:glue:us-east-1:000000000000:schema/events/orders";
  private static final SchemaId ORDERS =
      SchemaId.builder().registryName("events").schemaName("orders").build();

  @TempDir Path directory;
  private CatalogFixture catalog;
  private GlueClient glue;

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory.resolve("catalog"));
    glue = catalog.glue();
    glue.createRegistry(r -> r.registryName("events"));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private CreateSchemaResponse create(String name, String format, String definition) {
    return glue.createSchema(r ->
        r.registryId(id -> id.registryName("events"))
            .schemaName(name)
            .dataFormat(format)
            .compatibility(Compatibility.BACKWARD)
            .schemaDefinition(definition));
  }

  @Test
  void isCreatedWithItsFirstVersion() {
    CreateSchemaResponse created =
        glue.createSchema(r ->
            r.registryId(id -> id.registryName("events"))
                .schemaName("orders")
                .dataFormat(DataFormat.AVRO)
                .compatibility(Compatibility.BACKWARD)
                .description("Orders")
                .tags(Map.of("team", "core"))
                .schemaDefinition(Definitions.AVRO));

    assertThat(created.registryName()).isEqualTo("events");
    assertThat(created.registryArn())
        .isEqualTo("arn:aws:glue:us-east-1:000000000000:registry/events");
    assertThat(created.schemaArn()).isEqualTo(ARN);
    assertThat(created.schemaCheckpoint()).isEqualTo(1);
    assertThat(created.latestSchemaVersion()).isEqualTo(1);
    assertThat(created.nextSchemaVersion()).isEqualTo(2);
    assertThat(created.schemaStatus()).isEqualTo(SchemaStatus.AVAILABLE);
    assertThat(created.schemaVersionStatus()).isEqualTo(SchemaVersionStatus.AVAILABLE);
    assertThat(created.schemaVersionId()).matches("[0-9a-f-]{36}");
    assertThat(created.tags()).containsEntry("team", "core");

    GetSchemaResponse read = glue.getSchema(r -> r.schemaId(ORDERS));
    assertThat(read.description()).isEqualTo("Orders");
    assertThat(read.dataFormat()).isEqualTo(DataFormat.AVRO);
    assertThat(read.compatibility()).isEqualTo(Compatibility.BACKWARD);
    assertThat(read.latestSchemaVersion()).isEqualTo(1);
    assertThat(read.nextSchemaVersion()).isEqualTo(2);
    assertThat(read.createdTime()).isEqualTo("2026-03-01T10:00:00.125Z");
    assertThat(glue.getSchema(r -> r.schemaId(id -> id.schemaArn(ARN)))).isEqualTo(read);
  }

  @Test
  void goesToTheDefaultRegistryWhenNoneIsNamed() {
    CreateSchemaResponse created =
        glue.createSchema(
            r -> r.schemaName("s").dataFormat("AVRO").schemaDefinition(Definitions.AVRO));

    assertThat(created.registryName()).isEqualTo("default-registry");
    assertThat(created.registryArn())
        .isEqualTo("arn:aws:glue:us-east-1:000000000000:registry/default-registry");
    assertThat(created.compatibility()).isEqualTo(Compatibility.NONE);
    assertThat(glue.getRegistry(r -> r.registryId(id -> id.registryName("default-registry"))))
        .isNotNull();
    glue.createSchema(r ->
        r.registryId(id -> {})
            .schemaName("s2")
            .dataFormat("AVRO")
            .schemaDefinition(Definitions.AVRO));
    assertThat(glue.listRegistries(r -> {}).registries()).hasSize(2);
  }

  /** As AWS's serializers do. */
  @Test
  void goesToTheDefaultRegistryWhenThatIsNamedAndNotThereYet() {
    glue.createSchema(r ->
        r.registryId(id -> id.registryName("default-registry"))
            .schemaName("s")
            .dataFormat("AVRO")
            .schemaDefinition(Definitions.AVRO));

    String arn = "arn:aws:glue:us-east-1:000000000000:registry/default-registry";
    assertThat(glue.getRegistry(r -> r.registryId(id -> id.registryArn(arn))).registryName())
        .isEqualTo("default-registry");
    assertThatThrownBy(() ->
            glue.createSchema(r ->
                r.registryId(id -> id.registryName("another")).schemaName("s").dataFormat("AVRO")))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Registry is not found. RegistryName: another");
  }

  @Test
  void waitsForItsFirstVersionWhenCreatedWithoutOne() {
    CreateSchemaResponse created = glue.createSchema(r -> r.schemaName("s").dataFormat("AVRO"));

    assertThat(created.schemaVersionId()).isNull();
    assertThat(created.latestSchemaVersion()).isZero();
    var registered =
        glue.registerSchemaVersion(r ->
            r.schemaId(id -> id.schemaArn(created.schemaArn())).schemaDefinition(Definitions.AVRO));
    assertThat(registered.versionNumber()).isEqualTo(1);
  }

  @Test
  void cannotBeCreatedTwiceAndDoesNotRegisterTheVersionThen() {
    create("orders", "AVRO", Definitions.AVRO);

    assertThatThrownBy(() -> create("orders", "AVRO", Definitions.AVRO_WITH_OPTIONAL))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("Schema already exists. SchemaName: orders");
    assertThat(glue.listSchemaVersions(r -> r.schemaId(ORDERS)).schemas()).hasSize(1);
  }

  @Test
  void isNotCreatedFromAnInvalidDefinition() {
    assertThatThrownBy(() -> create("orders", "AVRO", "{\"type\":: \"record\"}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Schema definition of AVRO data format is invalid: ");
    assertThatThrownBy(() -> create("orders", "JSON", "{\"type\": \"objekt\"}"))
        .hasMessageContaining("Schema definition of JSON data format is invalid: ");
    assertThatThrownBy(() -> create("orders", "PROTOBUF", "message {"))
        .hasMessageContaining("Schema definition of PROTOBUF data format is invalid: ");
    assertThatThrownBy(() -> create("orders", "AVRO", "x".repeat(170_001)))
        .hasMessageContaining("too many or too few characters. Parameter Name: SchemaDefinition");
    assertThatThrownBy(() -> create("orders", "XML", "<a/>"))
        .hasMessageContaining("Data format is not valid.");
    assertThatThrownBy(() ->
            glue.createSchema(r ->
                r.schemaName("s")
                    .dataFormat("AVRO")
                    .compatibility("SOME")
                    .schemaDefinition(Definitions.AVRO)))
        .hasMessageContaining("Compatibility is not valid.");
    assertThat(glue.listSchemas(r -> {}).schemas()).isEmpty();
  }

  @Test
  void isNamedInOneWay() {
    create("orders", "AVRO", Definitions.AVRO);

    assertThatThrownBy(
            () -> glue.getSchema(r -> r.schemaId(ORDERS.toBuilder().schemaArn(ARN).build())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "One of (registryName and schemaName) or schemaArn has to be"
                + " provided, both cannot be provided.");
    assertThatThrownBy(() -> glue.getSchema(r -> r.schemaId(id -> id.schemaName("orders"))))
        .hasMessageContaining(
            "At least one of (registryName and schemaName) or schemaArn has to be provided.");
    assertThatThrownBy(
            () -> glue.getSchema(r -> r.schemaId(id -> id.registryName("events").schemaName("no"))))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining(
            "Schema is not found. RegistryName: events, SchemaName: no, SchemaArn: null");
  }

  @Test
  void movesItsCheckpointWithTheCompatibility() {
    create("orders", "AVRO", Definitions.AVRO);
    glue.registerSchemaVersion(
        r -> r.schemaId(ORDERS).schemaDefinition(Definitions.AVRO_WITH_OPTIONAL));
    catalog.clock().advance(Duration.ofSeconds(1));

    assertThatThrownBy(
            () -> glue.updateSchema(r -> r.schemaId(ORDERS).compatibility(Compatibility.FULL_ALL)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("One of version number (or) latest version is required.");
    glue.updateSchema(r ->
        r.schemaId(ORDERS)
            .compatibility(Compatibility.FULL_ALL)
            .schemaVersionNumber(v -> v.latestVersion(true)));

    GetSchemaResponse read = glue.getSchema(r -> r.schemaId(ORDERS));
    assertThat(read.compatibility()).isEqualTo(Compatibility.FULL_ALL);
    assertThat(read.schemaCheckpoint()).isEqualTo(2);
    assertThat(read.updatedTime()).isEqualTo("2026-03-01T10:00:01.125Z");
    assertThatThrownBy(() ->
            glue.updateSchema(
                r -> r.schemaId(ORDERS).schemaVersionNumber(v -> v.versionNumber(7L))))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("VersionNumber: 7, isLatestVersion: false");
    glue.updateSchema(
        r -> r.schemaId(ORDERS).description("d").schemaVersionNumber(v -> v.versionNumber(1L)));
    assertThat(glue.getSchema(r -> r.schemaId(ORDERS)).schemaCheckpoint()).isEqualTo(1);
  }

  @Test
  void isDeletedWithItsVersions() {
    CreateSchemaResponse created = create("orders", "AVRO", Definitions.AVRO);

    var deleted = glue.deleteSchema(r -> r.schemaId(ORDERS));

    assertThat(deleted.status()).isEqualTo(SchemaStatus.DELETING);
    assertThat(deleted.schemaArn()).isEqualTo(ARN);
    assertThatThrownBy(() -> glue.getSchema(r -> r.schemaId(ORDERS)))
        .isInstanceOf(EntityNotFoundException.class);
    assertThatThrownBy(
            () -> glue.getSchemaVersion(r -> r.schemaVersionId(created.schemaVersionId())))
        .hasMessageContaining(
            "Schema version is not found. SchemaVersionId: " + created.schemaVersionId());
    create("orders", "AVRO", Definitions.AVRO_WITH_REQUIRED);
  }

  @Test
  void areTaggedByArnLikeTheirRegistry() {
    glue.createSchema(r ->
        r.registryId(id -> id.registryName("events"))
            .schemaName("orders")
            .dataFormat("AVRO")
            .tags(Map.of("a", "1", "b", "2")));
    String registry = "arn:aws:glue:us-east-1:000000000000:registry/events";

    glue.tagResource(r -> r.resourceArn(ARN).tagsToAdd(Map.of("b", "3", "c", "4")));
    glue.untagResource(r -> r.resourceArn(ARN).tagsToRemove("a"));
    glue.tagResource(r -> r.resourceArn(registry).tagsToAdd(Map.of("x", "y")));
    catalog.restart();

    assertThat(catalog.glue().getTags(r -> r.resourceArn(ARN)).tags())
        .containsExactlyInAnyOrderEntriesOf(Map.of("b", "3", "c", "4"));
    assertThat(catalog.glue().getTags(r -> r.resourceArn(registry)).tags())
        .containsExactlyEntriesOf(Map.of("x", "y"));
    assertThatThrownBy(() -> catalog.glue().getTags(r -> r.resourceArn(ARN + "2")))
        .isInstanceOf(EntityNotFoundException.class);
  }

  @Test
  void areListedByRegistryOrAll() {
    glue.createRegistry(r -> r.registryName("events2"));
    create("b", "AVRO", Definitions.AVRO);
    create("a", "JSON", Definitions.JSON);
    glue.createSchema(r ->
        r.registryId(id -> id.registryName("events2"))
            .schemaName("c")
            .dataFormat("PROTOBUF")
            .schemaDefinition(Definitions.PROTOBUF));

    assertThat(glue.listSchemas(r -> {}).schemas())
        .extracting(SchemaListItem::schemaName)
        .containsExactly("a", "b", "c");
    assertThat(glue.listSchemas(r -> r.registryId(id -> id.registryName("events"))).schemas())
        .extracting(SchemaListItem::schemaName)
        .containsExactly("a", "b");
    assertThat(glue.listSchemasPaginator(r -> r.maxResults(1)).stream())
        .flatExtracting(page -> page.schemas())
        .extracting(SchemaListItem::schemaName)
        .containsExactly("a", "b", "c");
    assertThatThrownBy(() -> glue.listSchemas(r -> r.registryId(id -> id.registryName("no"))))
        .isInstanceOf(EntityNotFoundException.class);
  }
}
