package dev.tarn.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.catalog.CatalogFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Compatibility;
import software.amazon.awssdk.services.glue.model.CreateSchemaResponse;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetSchemaByDefinitionResponse;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.RegisterSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.SchemaId;
import software.amazon.awssdk.services.glue.model.SchemaVersionListItem;
import software.amazon.awssdk.services.glue.model.SchemaVersionStatus;

final class SchemaVersionTest {
  private static final SchemaId ID =
      SchemaId.builder().registryName("default-registry").schemaName("s").build();

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

  private CreateSchemaResponse create(Compatibility compatibility) {
    return glue.createSchema(r ->
        r.schemaName("s")
            .dataFormat("AVRO")
            .compatibility(compatibility)
            .schemaDefinition(Definitions.AVRO));
  }

  private RegisterSchemaVersionResponse register(String definition) {
    return glue.registerSchemaVersion(r -> r.schemaId(ID).schemaDefinition(definition));
  }

  @Test
  void isRegisteredAndReadInEveryWay() {
    create(Compatibility.BACKWARD);
    RegisterSchemaVersionResponse registered = register(Definitions.AVRO_WITH_OPTIONAL);

    assertThat(registered.versionNumber()).isEqualTo(2);
    assertThat(registered.status()).isEqualTo(SchemaVersionStatus.AVAILABLE);
    GetSchemaVersionResponse byId =
        glue.getSchemaVersion(r -> r.schemaVersionId(registered.schemaVersionId()));
    assertThat(byId.schemaDefinition()).isEqualTo(Definitions.AVRO_WITH_OPTIONAL);
    assertThat(byId.dataFormatAsString()).isEqualTo("AVRO");
    assertThat(byId.schemaArn()).endsWith(":schema/default-registry/s");
    assertThat(byId.createdTime()).isEqualTo("2026-03-01T10:00:00.125Z");
    assertThat(
            glue.getSchemaVersion(
                r -> r.schemaId(ID).schemaVersionNumber(v -> v.versionNumber(2L))))
        .isEqualTo(byId);
    assertThat(
            glue.getSchemaVersion(
                r -> r.schemaId(ID).schemaVersionNumber(v -> v.latestVersion(true))))
        .isEqualTo(byId);
    GetSchemaByDefinitionResponse byDefinition =
        glue.getSchemaByDefinition(
            r -> r.schemaId(ID).schemaDefinition(Definitions.AVRO_WITH_OPTIONAL));
    assertThat(byDefinition.schemaVersionId()).isEqualTo(registered.schemaVersionId());
    assertThat(byDefinition.status()).isEqualTo(SchemaVersionStatus.AVAILABLE);
  }

  @Test
  void isTheExistingOneWhateverTheLayoutOfTheDefinition() {
    CreateSchemaResponse created = create(Compatibility.BACKWARD);

    RegisterSchemaVersionResponse again = register(Definitions.AVRO_REFORMATTED);

    assertThat(again.schemaVersionId()).isEqualTo(created.schemaVersionId());
    assertThat(again.versionNumber()).isEqualTo(1);
    assertThat(
            glue.getSchemaByDefinition(
                    r -> r.schemaId(ID).schemaDefinition(Definitions.AVRO_REFORMATTED))
                .schemaVersionId())
        .isEqualTo(created.schemaVersionId());
  }

  @Test
  void isMissedInTheWordsThatSerializersMatchOn() {
    create(Compatibility.BACKWARD);

    assertThatThrownBy(() ->
            glue.getSchemaByDefinition(
                r -> r.schemaId(ID).schemaDefinition(Definitions.AVRO_WITH_OPTIONAL)))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Schema version is not found.");
    assertThatThrownBy(() ->
            glue.getSchemaByDefinition(r ->
                r.schemaId(ID.toBuilder().schemaName("none").build())
                    .schemaDefinition(Definitions.AVRO)))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Schema is not found.");
    assertThatThrownBy(() ->
            glue.getSchemaVersion(
                r -> r.schemaId(ID).schemaVersionNumber(v -> v.versionNumber(9L))))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining(
            "Schema version is not found. RegistryName: default-registry,"
                + " SchemaName: s, SchemaArn: null, VersionNumber: 9, isLatestVersion: false");
  }

  @Test
  void isKeptAsFailureWhenItIsNotCompatible() {
    CreateSchemaResponse created = create(Compatibility.BACKWARD);

    RegisterSchemaVersionResponse failed = register(Definitions.AVRO_WITH_REQUIRED);

    assertThat(failed.status()).isEqualTo(SchemaVersionStatus.FAILURE);
    assertThat(failed.versionNumber()).isEqualTo(2);
    assertThat(register(Definitions.AVRO_WITH_REQUIRED)).isEqualTo(failed);
    assertThat(
            glue.getSchemaVersion(r -> r.schemaVersionId(failed.schemaVersionId()))
                .statusAsString())
        .isEqualTo("FAILURE");
    assertThat(
            glue.getSchemaVersion(
                    r -> r.schemaId(ID).schemaVersionNumber(v -> v.latestVersion(true)))
                .schemaVersionId())
        .isEqualTo(created.schemaVersionId());
    assertThat(glue.getSchema(r -> r.schemaId(ID)).latestSchemaVersion()).isEqualTo(1);
    assertThat(glue.getSchema(r -> r.schemaId(ID)).nextSchemaVersion()).isEqualTo(3);
    assertThat(register(Definitions.AVRO_WITH_OPTIONAL).versionNumber()).isEqualTo(3);
    assertThat(glue.listSchemaVersions(r -> r.schemaId(ID)).schemas())
        .extracting(SchemaVersionListItem::statusAsString)
        .containsExactly("AVAILABLE", "FAILURE", "AVAILABLE");
  }

  @Test
  void isRefusedWhenVersioningIsDisabled() {
    create(Compatibility.DISABLED);

    assertThatThrownBy(() -> register(Definitions.AVRO_WITH_OPTIONAL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "Compatibility DISABLED does not allow versioning. SchemaId:"
                + " SchemaId(schemaArn=null, schemaName=s, registryName=default-registry)");
  }

  @Test
  void isIdentifiedInOneWay() {
    CreateSchemaResponse created = create(Compatibility.NONE);

    assertThatThrownBy(() -> glue.getSchemaVersion(r -> {}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("At least one of (registryName and schemaName) or schemaArn");
    assertThatThrownBy(() -> glue.getSchemaVersion(r -> r.schemaId(ID)))
        .hasMessageContaining("One of version number (or) latest version is required.");
    assertThatThrownBy(() ->
            glue.getSchemaVersion(r -> r.schemaId(ID).schemaVersionId(created.schemaVersionId())))
        .hasMessageContaining(
            "No other input parameters can be specified when fetching by SchemaVersionId.");
    assertThatThrownBy(() ->
            glue.getSchemaVersion(r ->
                r.schemaId(ID).schemaVersionNumber(v -> v.versionNumber(1L).latestVersion(true))))
        .hasMessageContaining("Only one of VersionNumber or LatestVersion is required.");
    assertThatThrownBy(() -> glue.getSchemaVersion(r -> r.schemaVersionId("42")))
        .hasMessageContaining("Parameter Name: SchemaVersionId");
  }

  @Test
  void areDeletedByRange() {
    create(Compatibility.NONE);
    for (int i = 2; i <= 6; i++) {
      register(Definitions.avroWithField("g" + i));
    }

    assertThatThrownBy(() -> glue.deleteSchemaVersions(r -> r.schemaId(ID).versions("1-3")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("checkpoint");
    assertThat(glue.deleteSchemaVersions(r -> r.schemaId(ID).versions("3-4")).schemaVersionErrors())
        .isEmpty();
    var errors =
        glue.deleteSchemaVersions(r -> r.schemaId(ID).versions("4-6")).schemaVersionErrors();

    assertThat(errors)
        .singleElement()
        .satisfies(error -> {
          assertThat(error.versionNumber()).isEqualTo(4);
          assertThat(error.errorDetails().errorCode()).isEqualTo("EntityNotFoundException");
        });
    assertThat(glue.listSchemaVersions(r -> r.schemaId(ID)).schemas())
        .extracting(SchemaVersionListItem::versionNumber)
        .containsExactly(1L, 2L);
    assertThat(register(Definitions.avroWithField("h")).versionNumber()).isEqualTo(7);
    assertThatThrownBy(() -> glue.deleteSchemaVersions(r -> r.schemaId(ID).versions("1,2")))
        .hasMessageContaining("Member must satisfy regular expression pattern");
    assertThatThrownBy(
            () -> glue.deleteSchemaVersions(r -> r.schemaId(ID).versions("5-99999999999")))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void cannotBeDeletedWhenItIsTheFirst() {
    create(Compatibility.NONE);
    register(Definitions.AVRO_WITH_OPTIONAL);
    glue.updateSchema(r -> r.schemaId(ID).schemaVersionNumber(v -> v.latestVersion(true)));

    var errors = glue.deleteSchemaVersions(r -> r.schemaId(ID).versions("1")).schemaVersionErrors();

    assertThat(errors)
        .singleElement()
        .satisfies(error ->
            assertThat(error.errorDetails().errorCode()).isEqualTo("InvalidInputException"));
    assertThat(glue.listSchemaVersions(r -> r.schemaId(ID)).schemas()).hasSize(2);
  }

  @Test
  void areComparedAsJsonPatch() {
    create(Compatibility.NONE);
    register(Definitions.AVRO_WITH_REQUIRED);

    String diff =
        glue.getSchemaVersionsDiff(r ->
                r.schemaId(ID)
                    .firstSchemaVersionNumber(v -> v.versionNumber(1L))
                    .secondSchemaVersionNumber(v -> v.latestVersion(true))
                    .schemaDiffType("SYNTAX_DIFF"))
            .diff();

    assertThat(diff)
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"/fields/1\","
                + "\"value\":{\"name\":\"f2\",\"type\":\"string\"}}]");
  }

  @Test
  void areListedPageByPage() {
    create(Compatibility.NONE);
    for (int i = 2; i <= 12; i++) {
      register(Definitions.avroWithField("g" + i));
    }

    assertThat(glue.listSchemaVersionsPaginator(r -> r.schemaId(ID).maxResults(5)).stream())
        .hasSize(3)
        .flatExtracting(page -> page.schemas())
        .hasSize(12);
  }

  @Test
  void isCheckedForValidityWithoutBeingKept() {
    assertThat(validity("AVRO", Definitions.AVRO)).isNull();
    assertThat(validity("JSON", Definitions.JSON)).isNull();
    assertThat(validity("PROTOBUF", Definitions.PROTOBUF)).isNull();
    assertThat(validity("AVRO", "{\"type\":\"integer\"}")).contains("integer");
    assertThat(validity("JSON", "{\"type\": 3}")).contains("type");
    assertThat(validity("JSON", "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"}"))
        .contains("no meta-schema is known with URL");
    assertThat(validity("JSON", "{\"$ref\":\"#/definitions/no\"}")).contains("#/definitions/no");
    assertThat(validity("JSON", "{} {}")).isNotNull();
    assertThat(validity("PROTOBUF", "syntax = \"proto3\";\nmessage A { B b = 1; }"))
        .contains("unable to resolve B");
    assertThat(
            validity(
                "PROTOBUF",
                "syntax = \"proto3\"; import \"google/protobuf/no.proto\"; message A {}"))
        .contains("google/protobuf/no.proto");
    assertThat(validity("PROTOBUF", "syntax = \"proto2\"; message A { extensions 4 to 9; }"))
        .contains("extensions");
    assertThat(glue.listSchemas(r -> {}).schemas()).isEmpty();
  }

  @Test
  void saysOfImportsWhatGlueSays() {
    // https://github.com/boto/boto3/issues/3218
    assertThat(
            validity(
                "PROTOBUF",
                """
                syntax = "proto3";
                package proto;
                import "amount.proto";
                import "google/protobuf/timestamp.proto";
                message Order {
                  proto.Amount amount = 1;
                  google.protobuf.Timestamp at = 2;
                }
                """))
        .isEqualTo(
            """
            unable to find amount.proto
              searching 1 proto paths:
                /
              for file proto/default.proto
            unable to resolve proto.Amount
              for field amount (proto/default.proto:6:3)
              in message proto.Order (proto/default.proto:5:1)\
            """);
  }

  private String validity(String format, String definition) {
    var checked =
        glue.checkSchemaVersionValidity(r -> r.dataFormat(format).schemaDefinition(definition));
    assertThat(checked.valid()).isEqualTo(checked.error() == null);
    return checked.error();
  }
}
