package dev.tarn.catalog.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.catalog.CatalogFixture;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.ResourceUri;
import software.amazon.awssdk.services.glue.model.Table;

/** Imports of what the AWS CLI prints of a real account's catalog, and of what it does not. */
final class CliOutputTest {
  @TempDir private Path directory;
  private CatalogFixture catalog;

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory.resolve("catalog"));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  @Test
  void theListingsOfAnAccountBecomeACatalog() throws Exception {
    assertThat(importFrom(cliOutput()))
        .isEqualTo("created 2 databases, 2 tables, 2 partitions, 1 function");

    GlueClient glue = catalog.glue();
    Database shop = glue.getDatabase(r -> r.name("shop")).database();
    assertThat(shop.locationUri()).isEqualTo("s3://prod-lake/shop/");
    assertThat(shop.parameters()).isEqualTo(Map.of("owner", "data-team"));
    assertThat(shop.catalogId()).isEqualTo(CatalogFixture.ACCOUNT);
    Table orders = glue.getTable(r -> r.databaseName("shop").name("orders")).table();
    assertThat(orders.lastAccessTime()).isEqualTo(Instant.parse("2023-03-01T09:00:00Z"));
    assertThat(orders.createTime()).isEqualTo(catalog.clock().instant());
    assertThat(orders.versionId()).isEqualTo("0");
    assertThat(orders.owner()).isEqualTo("hadoop");
    assertThat(orders.storageDescriptor().columns().getLast().comment())
        .isEqualTo("with \"tax\", in \u20ac");
    assertThat(orders.parameters())
        .containsEntry("storage.location.template", "s3://prod-lake/shop/orders/${day}/");
    Partition first = partition("2023-03-01");
    assertThat(first.lastAccessTime()).isEqualTo(Instant.EPOCH);
    assertThat(first.lastAnalyzedTime()).isEqualTo(Instant.parse("2023-03-01T09:00:00.5Z"));
    assertThat(first.storageDescriptor().location())
        .isEqualTo("s3://prod-lake/shop/orders/2023-03-01/");
    assertThat(partition("2023-03-02").storageDescriptor()).isNull();
    assertThat(
            glue.getUserDefinedFunction(r -> r.databaseName("shop").functionName("mask"))
                .userDefinedFunction()
                .resourceUris())
        .extracting(ResourceUri::uri)
        .containsExactly("s3://prod-lake/jars/mask.jar");
  }

  @Test
  void linksWithinTheAccountStayWithinTheAccount() throws Exception {
    importFrom(cliOutput());

    GlueClient glue = catalog.glue();
    assertThat(glue.getTable(r -> r.databaseName("shop_link").name("orders")).table().name())
        .isEqualTo("orders");
    assertThat(
            glue.getPartitions(r -> r.databaseName("shop").tableName("orders_link")).partitions())
        .hasSize(2);
  }

  private Partition partition(String day) {
    return catalog
        .glue()
        .getPartition(r -> r.databaseName("shop").tableName("orders").partitionValues(day))
        .partition();
  }

  @Test
  void filesOfAnyArrangementAreTheSame() throws Exception {
    Path merged =
        write(
            """
            {"Partitions": [{"Values": ["1"], "DatabaseName": "d", "TableName": "t"}],
             "ResponseMetadata": {"RequestId": "x"},
             "TableList": [{"Name": "t", "DatabaseName": "d", "NotKnownYet": [{}],
                            "PartitionKeys": [{"Name": "k", "Type": "int"}]}]}
            {"NextToken": null, "DatabaseList": [{"Name": "d"}]}
            """);
    Path single = directory.resolve("single.json");
    Files.writeString(
        single, "{\"Table\": {\"Name\": \"u\", \"DatabaseName\": \"d\"}}", StandardCharsets.UTF_16);

    assertThat(importFrom(merged, single)).isEqualTo("created 1 database, 2 tables, 1 partition");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"DatabaseList": [{"Name": "d"}]}!{"TableList": [}   | line 2: Unexpected close marker '}': expected ']'
          {"DatabaseList": [{"Name": "d"}]!                    | line 2: Unexpected end-of-input
          {"ColumnStatisticsList": []}                         | line 1: Unknown member 'ColumnStatisticsList'
          {"NextToken": "x"}                                   | has none of DatabaseList
          []                                                   | line 1: This is not what the AWS CLI prints
          {"TableList": "t"}                                   | line 1: 'TableList' must be an array
          ``                                                   | is empty
          """)
  void aFileThatIsNotOursStopsBeforeAnythingIsWritten(String content, String problem)
      throws Exception {
    Path good = directory.resolve("a.json");
    Files.writeString(good, "{\"DatabaseList\": [{\"Name\": \"written\"}]}");
    Path bad = write(content.replace('!', '\n'));

    assertThatThrownBy(() -> importFrom(good, bad))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining(bad.toString())
        .hasMessageContaining(problem);
    assertThat(catalog.glue().getDatabases(r -> {}).databaseList()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"TableList": [!{"Name": "t"}]}                                 | line 2: There is no DatabaseName
          {"TableList": [!{"Name": "t", "DatabaseName": "none"}]}         | line 2: table none.t: Database none not found.
          {"TableList": [!!{"Name": {}, "DatabaseName": "d"}]}            | line 3: Start of structure
          {"DatabaseList": [1]}                                           | line 1: A database must be an object
          {"TableList": [{"Name": "t",!"LastAccessTime": "2023-03-01"}]}  | line 2: '2023-03-01' is no ISO 8601 timestamp
          {"Partitions": [!{"Values": ["1"], "DatabaseName": "d", "TableName": "t"}]} | line 2: partitions of d.t: Table t not found. (EntityNotFoundException)
          """)
  void aBadItemIsNamedByFileAndLine(String content, String problem) throws Exception {
    catalog.createDatabase("d");
    Path bad = write(content.replace('!', '\n'));

    assertThatThrownBy(() -> importFrom(bad))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining(bad + " " + problem);
  }

  @Test
  void aPartitionThatIsRefusedIsNamed() throws Exception {
    catalog.createDatabase("d");
    catalog.createTable("d", "t", "k:int");
    Path bad =
        write(
            """
            {"Partitions": [{"Values": ["1"], "DatabaseName": "d", "TableName": "t"},
                            {"Values": ["1", "2"], "DatabaseName": "d", "TableName": "t"}]}\
            """);

    assertThatThrownBy(() -> importFrom(bad))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining(bad + " line 2: partition d.t [1, 2]: The number of partition keys");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = directory.resolve("missing.json");
    assertThatThrownBy(() -> importFrom(missing))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining(missing.toString());
  }

  private Path write(String content) throws IOException {
    return Files.writeString(directory.resolve("input.json"), content);
  }

  private String importFrom(Path... from) throws TransferException {
    CatalogImport transfer =
        new CatalogImport(
            catalog.glue(),
            new CatalogImport.Options(ConflictRule.FAIL, new BucketMapping(Map.of()), false));
    transfer.run(List.of(from));
    return transfer.counts().describe();
  }

  private static Path cliOutput() throws URISyntaxException {
    return Path.of(
            Objects.requireNonNull(CliOutputTest.class.getResource("cli/get-tables.json")).toURI())
        .resolveSibling("");
  }
}
