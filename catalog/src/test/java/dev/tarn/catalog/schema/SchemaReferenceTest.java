package dev.tarn.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.catalog.CatalogFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.SchemaReference;

/** Tables whose columns come from the registry. */
final class SchemaReferenceTest {
  @TempDir Path directory;
  private CatalogFixture catalog;
  private GlueClient glue;

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory.resolve("catalog"));
    glue = catalog.glue();
    catalog.createDatabase("db");
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private String createSchema(String format, String definition) {
    return glue.createSchema(r -> r.schemaName("s").dataFormat(format).schemaDefinition(definition))
        .schemaVersionId();
  }

  private void createTable(String name, Consumer<SchemaReference.Builder> reference) {
    glue.createTable(r ->
        r.databaseName("db")
            .tableInput(t -> t.name(name).storageDescriptor(s -> s.schemaReference(reference))));
  }

  private void createTable(String name, long version) {
    createTable(
        name,
        reference ->
            reference
                .schemaId(id -> id.registryName("default-registry").schemaName("s"))
                .schemaVersionNumber(version));
  }

  private List<String> columns(String table) {
    return glue
        .getTable(r -> r.databaseName("db").name(table))
        .table()
        .storageDescriptor()
        .columns()
        .stream()
        .map(column -> column.name() + " " + column.type())
        .toList();
  }

  @Test
  void showsTheColumnsOfTheVersion() {
    createSchema("AVRO", Definitions.AVRO);
    String second =
        glue.registerSchemaVersion(r ->
                r.schemaId(id -> id.registryName("default-registry").schemaName("s"))
                    .schemaDefinition(Definitions.AVRO_WITH_REQUIRED))
            .schemaVersionId();
    createTable("first", 1);
    createTable("second", reference -> reference.schemaVersionId(second));

    assertThat(columns("first")).containsExactly("f1 int");
    assertThat(columns("second")).containsExactly("f1 int", "f2 string");
    assertThat(glue.getTables(r -> r.databaseName("db")).tableList())
        .extracting(table -> table.storageDescriptor().columns().size())
        .containsExactly(1, 2);
  }

  @Test
  void mapsAvroTypesAsHiveDoes() {
    createSchema(
        "AVRO",
        """
        {"type":"record","name":"r","fields":[
          {"name":"a","type":["null","long"],"doc":"a comment"},
          {"name":"b","type":{"type":"array","items":"double"}},
          {"name":"c","type":{"type":"map","values":"boolean"}},
          {"name":"d","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
          {"name":"e","type":{"type":"long","logicalType":"timestamp-millis"}},
          {"name":"f","type":{"type":"int","logicalType":"date"}},
          {"name":"g","type":{"type":"record","name":"n","fields":[{"name":"x","type":"float"}]}},
          {"name":"h","type":{"type":"enum","name":"en","symbols":["A"]}},
          {"name":"i","type":["int","string"]},
          {"name":"j","type":{"type":"fixed","name":"fx","size":4}}]}\
        """);
    createTable("t", 1);

    assertThat(columns("t"))
        .containsExactly(
            "a bigint",
            "b array<double>",
            "c map<string,boolean>",
            "d decimal(9,2)",
            "e timestamp",
            "f date",
            "g struct<x:float>",
            "h string",
            "i uniontype<int,string>",
            "j binary");
    Column first =
        glue.getTable(r -> r.databaseName("db").name("t"))
            .table()
            .storageDescriptor()
            .columns()
            .getFirst();
    assertThat(first.comment()).isEqualTo("a comment");
  }

  @Test
  void mapsJsonTypes() {
    createSchema(
        "JSON",
        """
        {"$schema":"http://json-schema.org/draft-07/schema#","type":"object",
         "definitions":{"money":{"type":"number"}},
         "properties":{
          "a":{"type":"string","description":"a comment"},
          "b":{"type":["integer","null"]},
          "c":{"$ref":"#/definitions/money"},
          "d":{"type":"array","items":{"type":"boolean"}},
          "e":{"type":"object","properties":{"x":{"type":"string"}}},
          "f":{"type":"object","additionalProperties":{"type":"number"}},
          "g":{}}}\
        """);
    createTable("t", 1);

    assertThat(columns("t"))
        .containsExactly(
            "a string",
            "b bigint",
            "c double",
            "d array<boolean>",
            "e struct<x:string>",
            "f map<string,double>",
            "g string");
  }

  @Test
  void isRefusedForProtobufInTheWordsOfGlue() {
    createSchema("PROTOBUF", Definitions.PROTOBUF);

    assertThatThrownBy(() -> createTable("t", 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("No SchemaDereferencingStrategy found for schema type: PROTOBUF");
  }

  @Test
  void isRefusedWhenItLeadsNowhere() {
    assertThatThrownBy(() -> createTable("t", 1))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Schema is not found.");
    createSchema("AVRO", "\"string\"");
    assertThatThrownBy(() -> createTable("t", 1)).isInstanceOf(InvalidInputException.class);
    assertThat(glue.getTables(r -> r.databaseName("db")).tableList()).isEmpty();
  }

  @Test
  void isListedWithoutItsSchema() {
    createSchema("AVRO", Definitions.AVRO);
    createTable("t", 1);
    glue.deleteSchema(r -> r.schemaId(id -> id.registryName("default-registry").schemaName("s")));

    assertThatThrownBy(() -> columns("t")).isInstanceOf(EntityNotFoundException.class);
    assertThat(glue.getTables(r -> r.databaseName("db")).tableList())
        .singleElement()
        .satisfies(table -> assertThat(table.storageDescriptor().columns()).isEmpty());
  }
}
