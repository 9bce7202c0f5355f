package dev.tarn.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.catalog.CatalogFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Compatibility;
import software.amazon.awssdk.services.glue.model.GetSchemaResponse;
import software.amazon.awssdk.services.glue.model.SchemaId;
import software.amazon.awssdk.services.glue.model.SchemaVersionListItem;

/** What was acknowledged is there again, and what is unreadable stops the start. */
final class SchemaRestartTest {
  private static final SchemaId ID =
      SchemaId.builder().registryName("Events$1.#").schemaName("Orders").build();

  @TempDir Path directory;
  private CatalogFixture catalog;

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory.resolve("catalog"));
    catalog.glue().createRegistry(r -> r.registryName("Events$1.#").tags(Map.of("a", "b")));
    catalog
        .glue()
        .createSchema(r ->
            r.registryId(id -> id.registryName("Events$1.#"))
                .schemaName("Orders")
                .dataFormat("AVRO")
                .compatibility(Compatibility.BACKWARD)
                .tags(Map.of("c", "d"))
                .schemaDefinition(Definitions.AVRO));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private String register(String definition) {
    return catalog
        .glue()
        .registerSchemaVersion(r -> r.schemaId(ID).schemaDefinition(definition))
        .schemaVersionId();
  }

  private Path root() {
    return catalog.directory().resolve("schema-registry");
  }

  private static Path parent(Path file) {
    return Objects.requireNonNull(file.getParent());
  }

  private Path find(String name) throws IOException {
    try (Stream<Path> files = Files.walk(root())) {
      return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
    }
  }

  @Test
  void everythingIsThereAgain() {
    String second = register(Definitions.AVRO_WITH_OPTIONAL);
    register(Definitions.avroWithField("g"));
    catalog
        .glue()
        .updateSchema(
            r -> r.schemaId(ID).description("d").schemaVersionNumber(v -> v.versionNumber(2L)));
    GetSchemaResponse schema = catalog.glue().getSchema(r -> r.schemaId(ID));
    var registries = catalog.glue().listRegistries(r -> {}).registries();
    var version = catalog.glue().getSchemaVersion(r -> r.schemaVersionId(second));

    catalog.restart();

    assertThat(catalog.glue().getSchema(r -> r.schemaId(ID))).isEqualTo(schema);
    assertThat(catalog.glue().listRegistries(r -> {}).registries()).isEqualTo(registries);
    assertThat(catalog.glue().getSchemaVersion(r -> r.schemaVersionId(second))).isEqualTo(version);
    assertThat(
            catalog
                .glue()
                .getSchemaByDefinition(
                    r -> r.schemaId(ID).schemaDefinition(Definitions.AVRO_REFORMATTED))
                .schemaArn())
        .isEqualTo(schema.schemaArn());
  }

  @Test
  void numbersOfDeletedVersionsStayTaken() {
    register(Definitions.AVRO_WITH_OPTIONAL);
    catalog.glue().deleteSchemaVersions(r -> r.schemaId(ID).versions("2"));

    catalog.restart();

    register(Definitions.avroWithField("g"));
    assertThat(catalog.glue().listSchemaVersions(r -> r.schemaId(ID)).schemas())
        .extracting(SchemaVersionListItem::versionNumber)
        .containsExactly(1L, 3L);
  }

  @Test
  void deletedOnesStayAway() {
    catalog.glue().deleteSchema(r -> r.schemaId(ID));
    catalog.restart();
    assertThat(catalog.glue().listSchemas(r -> {}).schemas()).isEmpty();

    catalog.glue().deleteRegistry(r -> r.registryId(id -> id.registryName("Events$1.#")));
    catalog.restart();
    assertThat(catalog.glue().listRegistries(r -> {}).registries()).isEmpty();
  }

  @Test
  void whatWasNeverAcknowledgedIsClearedAway() throws IOException {
    Path schema = parent(find("schema.json"));
    Path unfinished = schema.resolveSibling("half~new");
    Files.createDirectories(unfinished.resolve("versions"));
    Files.writeString(unfinished.resolve("tags.json"), "{");
    Path torn = schema.resolve("versions").resolve("2.json.17.tarn-tmp");
    Files.writeString(torn, "{");

    catalog.restart();

    assertThat(catalog.glue().listSchemas(r -> {}).schemas()).hasSize(1);
    assertThat(unfinished).doesNotExist();
    assertThat(torn).doesNotExist();
  }

  @Test
  void anUnreadableFileStopsTheStartByName() throws IOException {
    Path version = find("1.json");
    byte[] content = Files.readAllBytes(version);
    Files.writeString(version, "{\"formatVersion\":1,");
    assertThatThrownBy(() -> catalog.restart()).hasMessageContaining(version.toString());

    Files.write(version, content);
    Path schema = find("schema.json");
    byte[] description = Files.readAllBytes(schema);
    Files.delete(schema);
    assertThatThrownBy(() -> catalog.restart()).hasMessageContaining(parent(schema).toString());

    Files.write(schema, description);
    catalog.restart();
    assertThat(catalog.glue().listSchemaVersions(r -> r.schemaId(ID)).schemas()).hasSize(1);
  }
}
