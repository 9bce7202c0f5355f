package dev.tarn.catalog.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.catalog.CatalogFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Table;

/** Exports of one catalog, and imports of them into another. */
final class CatalogTransferTest {
  @TempDir private Path directory;
  private CatalogFixture source;
  private CatalogFixture copy;

  @BeforeEach
  void open() {
    source = new CatalogFixture(directory.resolve("source"));
    copy = new CatalogFixture(directory.resolve("copy"));
    copy.clock().advance(Duration.ofDays(1));
  }

  @AfterEach
  void close() {
    source.close();
    copy.close();
  }

  @Test
  void aDirectoryIsTheSameAfterARoundTrip() throws Exception {
    SampleCatalog.fill(source);
    Path first = directory.resolve("first");
    Path second = directory.resolve("second");

    String exported = export(source, first);
    String imported = importInto(copy, first);
    export(copy, second);

    assertThat(exported).isEqualTo("exported 5 databases, 7 tables, 1236 partitions, 1 function");
    assertThat(imported).isEqualTo("created 5 databases, 7 tables, 1236 partitions, 1 function");
    assertThat(files(second)).isEqualTo(files(first)).hasSize(9);
    assertThat(first.resolve("shop/events/partitions.json"))
        .content()
        .startsWith("{\n    \"Partitions\": [\n        {\n            \"Values\": [\n");
  }

  @Test
  void aSingleFileIsTheSameAfterARoundTrip() throws Exception {
    SampleCatalog.fill(source);
    Path first = directory.resolve("first.json");
    Path second = directory.resolve("second.json");

    new CatalogExport(source.glue(), everything()).toFile(first);
    importInto(copy, first);
    new CatalogExport(copy.glue(), everything()).toFile(second);

    assertThat(second).hasSameTextualContentAs(first);
  }

  @Test
  void everyMemberShowsWhatTheServiceSetInTheFormOfTheAwsCli() throws Exception {
    source.createDatabase("shop");
    source.createTable("shop", "orders");
    Path target = directory.resolve("all.json");

    new CatalogExport(source.glue(), new CatalogExport.Options(List.of(), true)).toFile(target);

    assertThat(target)
        .content()
        .contains(
            "            \"VersionId\": \"0\"",
            "            \"CatalogId\": \"000000000000\"",
            "            \"CreateTime\": \"2026-03-01T10:00:00.125000+00:00\"",
            "            \"Parameters\": {},\n",
            "            \"PartitionKeys\": [],\n");
    export(source, directory.resolve("portable"));
    assertThat(directory.resolve("portable/shop/tables.json"))
        .content()
        .doesNotContain("VersionId", "CatalogId", "CreateTime", "CreatedBy");
  }

  @Test
  void aChosenDatabaseIsExportedAlone() throws Exception {
    SampleCatalog.fill(source);
    Path target = directory.resolve("one");

    CatalogExport export =
        new CatalogExport(source.glue(), new CatalogExport.Options(List.of("empty"), false));
    export.toDirectory(target);

    assertThat(files(target)).containsOnlyKeys("databases.json", "empty/tables.json");
    assertThat(target.resolve("empty/tables.json")).hasContent("{\n    \"TableList\": []\n}\n");
    assertThatThrownBy(() ->
            new CatalogExport(source.glue(), new CatalogExport.Options(List.of("none"), false))
                .toDirectory(target))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("none not found");
  }

  @Test
  void aSecondExportRemovesWhatIsNoLongerThere() throws Exception {
    SampleCatalog.fill(source);
    Path target = directory.resolve("export");
    export(source, target);
    Path note = Files.writeString(target.resolve("shop/README"), "kept");

    source.glue().deleteTable(r -> r.databaseName("shop").name("events"));
    source.glue().deleteDatabase(r -> r.name("empty"));
    export(source, target);

    assertThat(target.resolve("shop/events")).doesNotExist();
    assertThat(target.resolve("empty")).doesNotExist();
    assertThat(note).hasContent("kept");
  }

  @Test
  void aDirectoryWithSomethingElseIsNotTouched() throws Exception {
    Path target = Files.createDirectory(directory.resolve("home"));
    Files.writeString(target.resolve("tables.json"), "mine");

    assertThatThrownBy(() -> export(source, target))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("holds something else than an export");
    assertThat(files(target)).containsOnlyKeys("tables.json");
  }

  @Test
  void aConflictEndsTheImportByDefault() throws Exception {
    SampleCatalog.fill(source);
    Path exported = directory.resolve("export");
    export(source, exported);
    copy.createDatabase("shop");
    copy.createTable("shop", "events", "year:int", "name:string");

    CatalogImport transfer =
        new CatalogImport(copy.glue(), options(ConflictRule.FAIL, Map.of(), false));
    assertThatThrownBy(() -> transfer.run(List.of(exported)))
        .isInstanceOf(TransferException.class)
        .hasMessageMatching(".*databases.json line \\d+: database shop exists already");
    assertThat(transfer.counts().describe()).isEqualTo("created 3 databases");
  }

  @Test
  void skippingCompletesWhatIsThere() throws Exception {
    SampleCatalog.fill(source);
    Path exported = directory.resolve("export");
    export(source, exported);
    copy.createDatabase("shop");
    copy.createTable("shop", "plain", "other:int");
    copy.createTable("shop", "events", "year:int", "name:string");
    copy.createPartitions("shop", "events", List.of(CatalogFixture.partition("7", "n0")));

    String summary = importInto(copy, exported, options(ConflictRule.SKIP, Map.of(), false));

    assertThat(summary)
        .isEqualTo(
            "created 4 databases, 5 tables, 1235 partitions, 1 function;"
                + " skipped 1 database, 2 tables, 1 partition");
    assertThat(table(copy, "plain").partitionKeys()).hasSize(1);
  }

  @Test
  void replacingMakesWhatIsThereTheSame() throws Exception {
    SampleCatalog.fill(source);
    Path exported = directory.resolve("export");
    export(source, exported);
    importInto(copy, exported);
    copy.glue().updateDatabase(r -> r.name("shop").databaseInput(d -> d.name("shop")));
    copy.glue()
        .updateTable(r ->
            r.databaseName("shop")
                .tableInput(
                    CatalogFixture.tableInput("events", "year:int", "name:string").toBuilder()
                        .description("changed")
                        .build()));
    copy.glue()
        .updatePartition(r ->
            r.databaseName("shop")
                .tableName("events")
                .partitionValueList("7", "n0")
                .partitionInput(p -> p.values("7", "n0").parameters(Map.of("changed", "yes"))));

    String summary = importInto(copy, exported, options(ConflictRule.REPLACE, Map.of(), false));

    assertThat(summary).isEqualTo("replaced 5 databases, 7 tables, 1236 partitions, 1 function");
    Path again = directory.resolve("again");
    export(copy, again);
    assertThat(files(again)).isEqualTo(files(exported));
  }

  @Test
  void aDryRunWritesNothingAndCountsTheSame() throws Exception {
    SampleCatalog.fill(source);
    Path exported = directory.resolve("export");
    export(source, exported);
    copy.createDatabase("shop");
    copy.createTable("shop", "events", "year:int", "name:string");
    copy.createPartitions("shop", "events", List.of(CatalogFixture.partition("7", "n0")));
    Path before = directory.resolve("before");
    export(copy, before);

    String dry = importInto(copy, exported, options(ConflictRule.REPLACE, Map.of(), true));
    Path after = directory.resolve("after");
    export(copy, after);
    String real = importInto(copy, exported, options(ConflictRule.REPLACE, Map.of(), false));

    assertThat(files(after)).isEqualTo(files(before));
    assertThat(dry)
        .isEqualTo(real)
        .isEqualTo(
            "created 4 databases, 6 tables, 1235 partitions, 1 function;"
                + " replaced 1 database, 1 table, 1 partition");
  }

  @Test
  void bucketsAreReplacedWhereverAnAddressStands() throws Exception {
    source
        .glue()
        .createDatabase(r -> r.databaseInput(d -> d.name("shop").locationUri("s3://lake")));
    source.createTable("shop", "orders", "k:int");
    source.createPartitions("shop", "orders", List.of(CatalogFixture.partition("1")));
    Path exported = directory.resolve("export");
    export(source, exported);

    importInto(copy, exported, options(ConflictRule.FAIL, Map.of("lake", "dev", "x", "y"), false));

    assertThat(copy.glue().getDatabase(r -> r.name("shop")).database().locationUri())
        .isEqualTo("s3://dev");
    assertThat(table(copy, "orders").storageDescriptor().location()).isEqualTo("s3://dev/orders/");
    assertThat(
            copy.glue()
                .getPartition(r -> r.databaseName("shop").tableName("orders").partitionValues("1"))
                .partition()
                .storageDescriptor()
                .location())
        .isEqualTo("s3://dev/1/");
  }

  private static Table table(CatalogFixture catalog, String name) {
    return catalog.glue().getTable(r -> r.databaseName("shop").name(name)).table();
  }

  private static CatalogExport.Options everything() {
    return new CatalogExport.Options(List.of(), false);
  }

  private static CatalogImport.Options options(
      ConflictRule onConflict, Map<String, String> buckets, boolean dryRun) {
    return new CatalogImport.Options(onConflict, new BucketMapping(buckets), dryRun);
  }

  private static String export(CatalogFixture catalog, Path target) throws TransferException {
    CatalogExport export = new CatalogExport(catalog.glue(), everything());
    export.toDirectory(target);
    return export.counts().describe();
  }

  private static String importInto(CatalogFixture catalog, Path from) throws TransferException {
    return importInto(catalog, from, options(ConflictRule.FAIL, Map.of(), false));
  }

  private static String importInto(CatalogFixture catalog, Path from, CatalogImport.Options options)
      throws TransferException {
    CatalogImport transfer = new CatalogImport(catalog.glue(), options);
    transfer.run(List.of(from));
    return transfer.counts().describe();
  }

  /** Every file's content by its path below the directory. */
  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
