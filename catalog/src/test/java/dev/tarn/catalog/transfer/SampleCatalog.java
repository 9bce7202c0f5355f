package dev.tarn.catalog.transfer;

import dev.tarn.catalog.CatalogFixture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PrincipalType;
import software.amazon.awssdk.services.glue.model.ResourceType;
import software.amazon.awssdk.services.glue.model.ResourceUri;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Fills a catalog with at least one entity of every form that is copied. */
final class SampleCatalog {
  static final int PARTITIONS = 1234;

  private SampleCatalog() {}

  static void fill(CatalogFixture catalog) {
    GlueClient glue = catalog.glue();
    catalog.createDatabase("empty");
    glue.createDatabase(r ->
        r.databaseInput(d ->
            d.name("shop")
                .description("Orders, \"quoted\" and\nbroken")
                .locationUri("s3://lake/shop/")
                .parameters(Map.of("b", "2", "a", "1", "c", ""))));
    glue.createDatabase(
        r -> r.databaseInput(d -> d.name("shop_link").targetDatabase(t -> t.databaseName("shop"))));
    // Names that would be files of the export, or leave its directory.
    catalog.createDatabase("databases.json");
    catalog.createTable("databases.json", "tables.json", "k:int");
    catalog.createPartitions(
        "databases.json", "tables.json", List.of(CatalogFixture.partition("1")));
    catalog.createDatabase("../ümläut/..");
    catalog.createTable("../ümläut/..", "a/b c%", "k:string");
    catalog.createPartitions(
        "../ümläut/..", "a/b c%", List.of(CatalogFixture.partition("ä/\u0001\ud83d\ude00")));

    catalog.createTable("shop", "plain");
    catalog.createTable("shop", "unused", "k:string");
    catalog.createTable("shop", "events", "year:int", "name:string");
    catalog.createPartitions("shop", "events", partitions());
    createView(glue);
    glue.createTable(r ->
        r.databaseName("shop")
            .tableInput(
                t -> t.name("link").targetTable(x -> x.databaseName("shop").name("events"))));
    glue.createUserDefinedFunction(r ->
        r.databaseName("shop")
            .functionInput(f ->
                f.functionName("mask")
                    .className("com.example.Mask")
                    .ownerType(PrincipalType.USER)
                    .ownerName("root")
                    .resourceUris(
                        ResourceUri.builder()
                            .resourceType(ResourceType.JAR)
                            .uri("s3://lake/mask.jar")
                            .build())));
  }

  private static void createView(GlueClient glue) {
    glue.createTable(r ->
        r.databaseName("shop")
            .tableInput(
                TableInput.builder()
                    .name("view")
                    .tableType("VIRTUAL_VIEW")
                    .lastAccessTime(Instant.parse("2024-02-29T23:59:59.125Z"))
                    .viewOriginalText("/* Presto View: e30= */")
                    .viewExpandedText("/* Presto View */")
                    .parameters(Map.of("presto_view", "true"))
                    .build()));
  }

  /** More than a page of them, in an order of their own, no two alike. */
  private static List<PartitionInput> partitions() {
    List<PartitionInput> partitions = new ArrayList<>();
    for (int i = PARTITIONS - 1; i >= 0; i--) {
      PartitionInput plain = CatalogFixture.partition(String.valueOf(i), "n" + i % 7);
      partitions.add(
          plain.toBuilder()
              .parameters(Map.of("numRows", String.valueOf(i), "ä", "ö"))
              .lastAccessTime(i % 3 == 0 ? Instant.ofEpochMilli(1_700_000_000_000L + i) : null)
              .build());
    }
    return partitions;
  }
}
