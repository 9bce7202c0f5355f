package dev.tarn.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.protocol.AwsJsonCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Column;
import software.amazon.awssdk.services.athena.model.DataCatalogType;
import software.amazon.awssdk.services.athena.model.Database;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.ListTableMetadataResponse;
import software.amazon.awssdk.services.athena.model.MetadataException;
import software.amazon.awssdk.services.athena.model.TableMetadata;
import software.amazon.awssdk.services.athena.model.Tag;

class MetadataOperationsTest {
  private static final String CATALOG = "awsdatacatalog";

  @TempDir Path directory;
  private AthenaFixture athena;

  @BeforeEach
  void open() throws IOException {
    athena = new AthenaFixture(directory);
    athena
        .glue
        .client()
        .createDatabase(create ->
            create.databaseInput(
                database -> database.name("db").description("ours").parameters(Map.of("k", "v"))));
  }

  @AfterEach
  void close() throws IOException {
    athena.close();
  }

  @Test
  void databasesShowWhatWasGivenAndNoMore() {
    Database database =
        client()
            .getDatabase(get -> get.catalogName("AwsDataCatalog").databaseName("db"))
            .database();
    assertThat(database)
        .isEqualTo(
            Database.builder().name("db").description("ours").parameters(Map.of("k", "v")).build());
    assertThatThrownBy(
            () -> client().getDatabase(get -> get.catalogName(CATALOG).databaseName("none")))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("Database none not found.");
  }

  @Test
  void databasesAreListedInPages() {
    for (String name : List.of("a", "b", "c")) {
      athena.glue.client().createDatabase(create -> create.databaseInput(in -> in.name(name)));
    }
    List<String> names = new ArrayList<>();
    client()
        .listDatabasesPaginator(list -> list.catalogName(CATALOG).maxResults(3))
        .databaseList()
        .forEach(database -> names.add(database.name()));
    assertThat(names).containsExactlyInAnyOrder("a", "b", "c", "db");
    assertThatThrownBy(
            () -> client().listDatabases(list -> list.catalogName(CATALOG).nextToken("x")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("The nextPageToken is malformed: x");
  }

  @Test
  void commentOfAnIcebergTableIsAParameter() {
    athena
        .glue
        .client()
        .createTable(create ->
            create
                .databaseName("db")
                .tableInput(table ->
                    table
                        .name("i")
                        .tableType("EXTERNAL_TABLE")
                        .description("of many")
                        .parameters(
                            Map.of("table_type", "ICEBERG", "metadata_location", "s3://b/m"))));
    assertThat(table("i").parameters()).containsEntry("comment", "of many");
  }

  @Test
  void tableParametersAreFlattened() {
    athena
        .glue
        .client()
        .createTable(create ->
            create
                .databaseName("db")
                .tableInput(table ->
                    table
                        .name("t")
                        .tableType("EXTERNAL_TABLE")
                        .parameters(Map.of("EXTERNAL", "TRUE"))
                        .partitionKeys(glueColumn("dt", "string").build())
                        .storageDescriptor(storage ->
                            storage
                                .location("s3://b/t")
                                .inputFormat("in")
                                .columns(
                                    glueColumn("id", "int").comment("c").build(),
                                    glueColumn("gone", "int")
                                        .parameters(Map.of("iceberg.field.current", "false"))
                                        .build())
                                .serdeInfo(serde ->
                                    serde
                                        .serializationLibrary("lib")
                                        .parameters(Map.of("field.delim", ","))))));
    TableMetadata table = table("t");
    assertThat(table.columns())
        .containsExactly(Column.builder().name("id").type("int").comment("c").build());
    assertThat(table.partitionKeys())
        .containsExactly(Column.builder().name("dt").type("string").build());
    assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
    assertThat(table.parameters())
        .containsEntry("EXTERNAL", "TRUE")
        .containsEntry("location", "s3://b/t")
        .containsEntry("inputformat", "in")
        .containsEntry("outputformat", null)
        .containsEntry("serde.serialization.lib", "lib")
        .containsEntry("serde.param.field.delim", ",");
    assertThat(new String(new AwsJsonCodec().encode(table), UTF_8))
        .contains("\"outputformat\":null");
    assertThatThrownBy(() -> table("none"))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining(
            "Entity Not Found (Service: AmazonDataCatalog; Status Code: 400; Error Code:"
                + " EntityNotFoundException; Request ID: ");
  }

  @Test
  void tablesAreListedByExpressionInPages() {
    for (String name : List.of("a1", "a2", "a3", "b")) {
      athena
          .glue
          .client()
          .createTable(create -> create.databaseName("db").tableInput(in -> in.name(name)));
    }
    ListTableMetadataResponse first = list("a.*", null);
    assertThat(first.tableMetadataList().stream().map(TableMetadata::name))
        .containsExactly("a1", "a2");
    ListTableMetadataResponse second = list("a.*", first.nextToken());
    assertThat(second.tableMetadataList().stream().map(TableMetadata::name)).containsExactly("a3");
    assertThat(second.nextToken()).isNull();
  }

  @Test
  void otherCatalogsAreKeptAndRefusedWhenRead() throws IOException {
    client()
        .createDataCatalog(create ->
            create
                .name("lambda")
                .type(DataCatalogType.LAMBDA)
                .description("d")
                .parameters(Map.of("function", "arn"))
                .tags(Tag.builder().key("k").value("v").build()));
    athena.restart();
    assertThat(client().getDataCatalog(get -> get.name("lambda")).dataCatalog().parameters())
        .isEqualTo(Map.of("function", "arn"));
    assertThat(
            client().listDataCatalogs(list -> {}).dataCatalogsSummary().stream()
                .map(catalog -> catalog.catalogName()))
        .containsExactly("AwsDataCatalog", "lambda");
    assertThat(
            client()
                .listTagsForResource(list ->
                    list.resourceARN("arn:aws:athena:us-east-1:000000000000:datacatalog/lambda"))
                .tags())
        .hasSize(1);
    assertThatThrownBy(() -> client().listDatabases(list -> list.catalogName("lambda")))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("LAMBDA");
    client().deleteDataCatalog(delete -> delete.name("lambda"));
    assertThatThrownBy(() -> client().getDataCatalog(get -> get.name("lambda")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("DataCatalog lambda was not found");
    assertThatThrownBy(() -> client().deleteDataCatalog(delete -> delete.name(CATALOG)))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(client().getDataCatalog(get -> get.name(CATALOG)).dataCatalog().type())
        .isEqualTo(DataCatalogType.GLUE);
  }

  private static software.amazon.awssdk.services.glue.model.Column.Builder glueColumn(
      String name, String type) {
    return software.amazon.awssdk.services.glue.model.Column.builder().name(name).type(type);
  }

  private AthenaClient client() {
    return athena.client();
  }

  private TableMetadata table(String name) {
    return client()
        .getTableMetadata(get -> get.catalogName(CATALOG).databaseName("db").tableName(name))
        .tableMetadata();
  }

  private ListTableMetadataResponse list(String expression, @Nullable String token) {
    return client()
        .listTableMetadata(list ->
            list.catalogName(CATALOG)
                .databaseName("db")
                .expression(expression)
                .nextToken(token)
                .maxResults(2));
  }
}
