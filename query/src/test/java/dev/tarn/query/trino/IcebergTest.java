package dev.tarn.query.trino;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.query.engine.EngineFailure;
import dev.tarn.storage.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.IcebergPartitionField;
import software.amazon.awssdk.services.glue.model.IcebergStructField;
import software.amazon.awssdk.services.glue.model.IcebergTableUpdate;
import software.amazon.awssdk.services.glue.model.MetadataOperation;
import software.amazon.awssdk.services.glue.model.Table;

@ExtendWith(TrinoExtension.class)
final class IcebergTest {
  private final TrinoFixture trino;
  private final TestDatabase database;

  IcebergTest(TrinoFixture trino) {
    this.trino = trino;
    this.database = trino.newDatabase();
  }

  private String iceberg(String table) {
    return "\"awsdatacatalog$iceberg\".%s.%s".formatted(database.name(), table);
  }

  private void create(String table, String columns, String properties) {
    database.run(
        "CREATE TABLE %s (%s) WITH (location = '%s'%s)"
            .formatted(iceberg(table), columns, database.location(table), properties));
  }

  @Test
  void isCreatedAsGlueKnowsIcebergTables() {
    create("t", "id integer, name varchar, ts timestamp(6)", "");
    Table table = trino.glue().getTable(r -> r.databaseName(database.name()).name("t")).table();
    assertThat(table.parameters()).containsEntry("table_type", "ICEBERG");
    assertThat(table.parameters().get("metadata_location"))
        .startsWith(database.location("t") + "/metadata/00000-")
        .endsWith(".metadata.json");
    assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
  }

  /** Iceberg's reader in Spark cannot read the encoding with all lengths in front. */
  @Test
  void writesStringsEachBehindItsLength() throws IOException {
    create("plain", "peak varchar", ", compression_codec = 'NONE'");
    database.run(
        "INSERT INTO %s VALUES 'Wildspitze', 'Similaun', 'Weisskugel'".formatted(iceberg("plain")));

    String uri = database.run("SELECT DISTINCT \"$path\" FROM plain").value();
    assertThat(textOf(requireNonNull(uri)))
        .contains("Wildspitze\u0008\0\0\0Similaun\n\0\0\0Weisskugel");
  }

  private String textOf(String uri) throws IOException {
    try (InputStream in = Channels.newInputStream(trino.objects().read(ObjectKey.parse(uri)))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void commentIsTheDescriptionOfTheEntryAndCommitsKeepWhatOthersWroteThere() {
    database.run(
        "CREATE TABLE %s (id integer) COMMENT 'of many' WITH (location = '%s')"
            .formatted(iceberg("told"), database.location("told")));
    assertThat(entry("told").description()).isEqualTo("of many");

    create("kept", "id integer", "");
    Table kept = entry("kept");
    Map<String, String> parameters = new HashMap<>(kept.parameters());
    parameters.put("classification", "iceberg");
    trino
        .glue()
        .updateTable(r ->
            r.databaseName(database.name())
                .tableInput(t ->
                    t.name("kept")
                        .tableType(kept.tableType())
                        .storageDescriptor(kept.storageDescriptor())
                        .description("by hand")
                        .parameters(parameters)));
    database.run("INSERT INTO %s VALUES 1".formatted(iceberg("kept")));

    Table committed = entry("kept");
    assertThat(committed.description()).isEqualTo("by hand");
    assertThat(committed.parameters())
        .containsEntry("classification", "iceberg")
        .containsEntry("previous_metadata_location", parameters.get("metadata_location"));
  }

  private Table entry(String table) {
    return trino.glue().getTable(r -> r.databaseName(database.name()).name(table)).table();
  }

  @Test
  void tablesThatGlueCreatesAndChangesAreReadAndWritten() {
    trino
        .glue()
        .createTable(r ->
            r.databaseName(database.name())
                .openTableFormatInput(
                    o -> o.icebergInput(i -> i.metadataOperation(MetadataOperation.CREATE)))
                .tableInput(t ->
                    t.name("t")
                        .tableType("EXTERNAL_TABLE")
                        .storageDescriptor(s ->
                            s.location(database.location("t") + "/")
                                .columns(
                                    Column.builder().name("id").type("int").build(),
                                    Column.builder()
                                        .name("tags")
                                        .type("map<string,array<struct<a:int,b:date>>>")
                                        .build(),
                                    Column.builder().name("at").type("timestamp").build()))));
    database.run("INSERT INTO t VALUES (1, NULL, TIMESTAMP '2025-01-02 03:04:05.678901')");
    trino
        .glue()
        .updateTable(r ->
            r.databaseName(database.name())
                .name("t")
                .updateOpenTableFormatInput(o ->
                    o.updateIcebergInput(
                        i -> i.updateIcebergTableInput(t -> t.updates(addColumnAndPartition())))));
    database.run("INSERT INTO t VALUES (2, 'x'), (3, 'y')");

    assertThat(database.rows("SELECT id, coalesce(extra, '-') FROM t ORDER BY id"))
        .containsExactly(List.of("1", "-"), List.of("2", "x"), List.of("3", "y"));
    assertThat(database.run("SELECT count(*) FROM \"t$files\"").value()).isEqualTo("3");
  }

  private IcebergTableUpdate addColumnAndPartition() {
    return IcebergTableUpdate.builder()
        .location(database.location("t"))
        .schema(s -> s.fields(field(1, "id", "int"), field(9, "extra", "string")))
        .partitionSpec(p ->
            p.fields(
                IcebergPartitionField.builder()
                    .sourceId(9)
                    .transform("identity")
                    .name("extra")
                    .build()))
        .build();
  }

  private static IcebergStructField field(int id, String name, String type) {
    return IcebergStructField.builder()
        .id(id)
        .name(name)
        .type(Document.fromString(type))
        .required(false)
        .build();
  }

  @Test
  void rowsAreWrittenChangedAndDeletedThroughTheVisibleCatalog() {
    create("t", "id integer, name varchar", ", partitioning = ARRAY['bucket(id, 4)']");
    QueryResult insert =
        database.run(
            "INSERT INTO awsdatacatalog.%s.t VALUES (1, 'a'), (2, 'b'), (3, 'c')"
                .formatted(database.name()));
    assertThat(insert.statistics().updateCount()).hasValue(3);
    assertThat(insert.statistics().writtenLocations())
        .isNotEmpty()
        .allMatch(uri -> uri.startsWith(database.location("t") + "/data/"))
        .allMatch(uri -> uri.endsWith(".parquet"));

    QueryResult update = database.run("UPDATE t SET name = 'bb' WHERE id = 2");
    assertThat(update.statistics().updateType()).contains("UPDATE");
    assertThat(update.statistics().updateCount()).hasValue(1);
    assertThat(database.run("DELETE FROM t WHERE id = 1").statistics().updateCount()).hasValue(1);
    QueryResult merge =
        database.run(
            """
            MERGE INTO t USING (VALUES (2, 'merged'), (4, 'new')) s(id, name) ON t.id = s.id
            WHEN MATCHED THEN UPDATE SET name = s.name
            WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.name)\
            """);
    assertThat(merge.statistics().updateType()).contains("MERGE");
    assertThat(merge.statistics().updateCount()).hasValue(2);

    assertThat(database.rows("SELECT * FROM t ORDER BY id"))
        .containsExactly(List.of("2", "merged"), List.of("3", "c"), List.of("4", "new"));
  }

  @Test
  void travelsInTime() {
    create("t", "id integer", "");
    database.run("INSERT INTO t VALUES 1");
    String first =
        database
            .run("SELECT snapshot_id FROM \"t$snapshots\" ORDER BY committed_at DESC LIMIT 1")
            .value();
    Instant between = Instant.now();
    database.run("INSERT INTO t VALUES 2");

    assertThat(database.rows("SELECT id FROM t FOR VERSION AS OF " + first))
        .containsExactly(List.of("1"));
    String then = between.toString().replace('T', ' ').replace("Z", " UTC");
    assertThat(database.rows("SELECT id FROM t FOR TIMESTAMP AS OF TIMESTAMP '" + then + "'"))
        .containsExactly(List.of("1"));
    assertThat(database.run("SELECT count(*) FROM t").value()).isEqualTo("2");
    EngineFailure tooEarly =
        database.failure(
            "SELECT id FROM t FOR TIMESTAMP AS OF TIMESTAMP '2000-01-01 00:00:00 UTC'");
    assertThat(tooEarly.kind()).isEqualTo(EngineFailure.Kind.USER_ERROR);
  }

  @Test
  void schemaChanges() {
    create("t", "id integer", "");
    database.run("INSERT INTO t VALUES 1");
    database.run("ALTER TABLE t ADD COLUMN extra varchar");
    database.run("INSERT INTO t VALUES (2, 'x')");
    assertThat(database.rows("SELECT id, coalesce(extra, '-') FROM t ORDER BY id"))
        .containsExactly(List.of("1", "-"), List.of("2", "x"));
  }

  @Test
  void tableFromASelectAcrossFormats() {
    database.run(
        "CREATE TABLE h WITH (external_location = '%s') AS SELECT 1 id, 'x' name"
            .formatted(database.location("h")));
    QueryResult created =
        database.run(
            "CREATE TABLE %s WITH (location = '%s', format = 'PARQUET') AS SELECT * FROM h"
                .formatted(iceberg("t"), database.location("t")));
    assertThat(created.statistics().updateType()).contains("CREATE TABLE");
    assertThat(created.statistics().updateCount()).hasValue(1);
    assertThat(created.statistics().writtenLocations()).hasSize(1);
    assertThat(database.rows("SELECT h.name FROM t JOIN h ON t.id = h.id"))
        .containsExactly(List.of("x"));
  }

  @Test
  void smallFilesAreMerged() {
    create("t", "id integer", "");
    database.run("INSERT INTO t VALUES 1");
    database.run("INSERT INTO t VALUES 2");
    assertThat(database.run("SELECT count(*) FROM \"t$files\"").value()).isEqualTo("2");
    database.run("ALTER TABLE %s EXECUTE optimize".formatted(iceberg("t")));
    assertThat(database.run("SELECT count(*) FROM \"t$files\"").value()).isEqualTo("1");
    assertThat(database.run("SELECT sum(id) FROM t").value()).isEqualTo("3");
  }

  @Test
  void allowsAHundredOpenPartitions() {
    create("t", "id integer, p integer", ", partitioning = ARRAY['p']");
    EngineFailure failure =
        database.failure("INSERT INTO t SELECT 1, x FROM UNNEST(sequence(1, 101)) s(x)");
    assertThat(failure.errorName()).isEqualTo("ICEBERG_TOO_MANY_OPEN_PARTITIONS");
    assertThat(failure.engineMessage())
        .startsWith("Exceeded limit of 100 open writers for partitions");
  }

  @Test
  void dropRemovesTheTableAndItsObjects() throws Exception {
    create("t", "id integer", "");
    database.run("INSERT INTO t VALUES 1");
    database.run("DROP TABLE t");
    assertThat(database.rows("SHOW TABLES")).isEmpty();
    try (var left = trino.objects().list(TrinoFixture.BUCKET, database.folder("t"), "")) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void concurrentInsertsAreAllKept() throws InterruptedException {
    create("t", "id integer", "");
    List<Future<QueryResult>> inserts = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= 4; i++) {
        String insert = "INSERT INTO t VALUES " + i;
        inserts.add(threads.submit(() -> database.run(insert)));
      }
    }
    int failed = 0;
    for (Future<QueryResult> insert : inserts) {
      try {
        insert.get();
      } catch (ExecutionException e) {
        assertThat(e.getCause())
            .isInstanceOfSatisfying(
                EngineFailure.class,
                f -> assertThat(f.errorName()).isEqualTo("ICEBERG_COMMIT_ERROR"));
        failed++;
      }
    }
    assertThat(database.run("SELECT count(DISTINCT id) FROM t").value())
        .isEqualTo(Integer.toString(4 - failed));
    assertThat(failed).isLessThan(4);
  }
}
