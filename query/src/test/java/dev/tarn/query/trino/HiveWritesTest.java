package dev.tarn.query.trino;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.storage.ObjectKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.Table;

@ExtendWith(TrinoExtension.class)
final class HiveWritesTest {
  private final TrinoFixture trino;
  private final TestDatabase database;

  HiveWritesTest(TrinoFixture trino) {
    this.trino = trino;
    this.database = trino.newDatabase();
  }

  private String createAs(String table, String properties, String select) {
    return "CREATE TABLE %s WITH (external_location = '%s/', %s) AS %s"
        .formatted(table, database.location(table), properties, select);
  }

  @Test
  void createTableAsReportsWhatItWrote() throws IOException {
    QueryResult result =
        database.run(
            createAs("t", "format = 'PARQUET'", "SELECT x id FROM UNNEST(sequence(1, 100)) s(x)"));

    EngineStatistics statistics = result.statistics();
    assertThat(result.columns()).containsExactly(new EngineColumn("rows", "bigint"));
    assertThat(result.rows()).isEmpty();
    assertThat(statistics.updateType()).contains("CREATE TABLE");
    assertThat(statistics.updateCount()).hasValue(100);
    assertThat(statistics.processedBytes()).isZero();
    assertThat(statistics.writtenLocations()).isNotEmpty();
    for (String uri : statistics.writtenLocations()) {
      assertThat(uri).startsWith(database.location("t") + "/");
      assertThat(trino.objects().head(ObjectKey.parse(uri))).isPresent();
    }
    assertThat(database.run("SELECT sum(id) FROM t").value()).isEqualTo("5050");
  }

  @Test
  void tellsTheCatalogTheFormat() {
    database.run(createAs("t", "format = 'PARQUET'", "SELECT 1 id"));
    Table table = trino.glue().getTable(r -> r.databaseName(database.name()).name("t")).table();
    assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
    assertThat(table.storageDescriptor().location()).isEqualTo(database.location("t") + "/");
    assertThat(table.storageDescriptor().serdeInfo().serializationLibrary())
        .isEqualTo("org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe");
  }

  @Test
  void leavesTheTableAsItIsWhenRowsAreInserted() {
    database.run(createAs("t", "format = 'PARQUET'", "SELECT 1 id"));
    Table made = trino.glue().getTable(r -> r.databaseName(database.name()).name("t")).table();
    trino
        .glue()
        .updateTable(r ->
            r.databaseName(database.name())
                .tableInput(table ->
                    table
                        .name("t")
                        .tableType(made.tableType())
                        .partitionKeys(List.of())
                        .parameters(Map.of("comment", "a note", "EXTERNAL", "TRUE"))
                        .storageDescriptor(
                            made.storageDescriptor().toBuilder().numberOfBuckets(-1).build())));
    Table before = trino.glue().getTable(r -> r.databaseName(database.name()).name("t")).table();

    database.run("INSERT INTO t VALUES (2)");

    assertThat(trino.glue().getTable(r -> r.databaseName(database.name()).name("t")).table())
        .isEqualTo(before);
    assertThat(database.run("SELECT sum(id) FROM t").value()).isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PARQUET", "ORC", "JSON", "TEXTFILE", "AVRO"})
  void writesEveryFormat(String format) {
    var session =
        format.equals("AVRO")
            ? Map.of("awsdatacatalog.compression_codec", "NONE")
            : Map.<String, String>of();
    trino.run(
        createAs(
            "t",
            "format = '%s'".formatted(format),
            "SELECT 1 a, 'x' b, DOUBLE '1.5' c, ARRAY[1, NULL] d"),
        Optional.of(database.name()),
        session);
    assertThat(database.rows("SELECT * FROM t"))
        .containsExactly(List.of("1", "x", "1.5", "[1, null]"));
  }

  @Test
  void textIsPackedWithGzip() {
    EngineStatistics statistics =
        database.run(createAs("t", "format = 'TEXTFILE'", "SELECT 1 a")).statistics();
    assertThat(statistics.writtenLocations()).allMatch(uri -> uri.endsWith(".gz"));
  }

  @Test
  void insertsIntoPartitions() {
    database.run(
        createAs(
            "t",
            "format = 'PARQUET', partitioned_by = ARRAY['p']",
            "SELECT 1 id, 'a' p UNION ALL SELECT 2, 'b'"));
    QueryResult insert = database.run("INSERT INTO t VALUES (3, 'b'), (4, 'c')");

    assertThat(insert.statistics().updateType()).contains("INSERT");
    assertThat(insert.statistics().updateCount()).hasValue(2);
    assertThat(insert.statistics().writtenLocations())
        .hasSize(2)
        .anyMatch(uri -> uri.contains("/p=b/"))
        .anyMatch(uri -> uri.contains("/p=c/"));
    assertThat(database.rows("SELECT p, count(*) FROM t GROUP BY p ORDER BY p"))
        .containsExactly(List.of("a", "1"), List.of("b", "2"), List.of("c", "1"));
  }

  @Test
  void allowsAHundredOpenPartitions() {
    String hundredAndOne =
        createAs(
            "t",
            "format = 'PARQUET', partitioned_by = ARRAY['p']",
            "SELECT 1 id, x p FROM UNNEST(sequence(1, 101)) s(x)");
    EngineFailure failure = database.failure(hundredAndOne);
    assertThat(failure.errorName()).isEqualTo("HIVE_TOO_MANY_OPEN_PARTITIONS");
    assertThat(failure.engineMessage())
        .isEqualTo("Exceeded limit of 100 open writers for partitions/buckets");
  }

  @Test
  void leavesNothingBehindWhenItFails() throws IOException {
    database.failure(
        createAs("t", "format = 'PARQUET'", "SELECT 1 / (x - 1) a FROM (VALUES 1) s(x)"));
    try (var left = trino.objects().list(TrinoFixture.BUCKET, database.folder("t"), "")) {
      assertThat(left).isEmpty();
    }
    assertThat(database.rows("SHOW TABLES")).isEmpty();
  }

  @Test
  void refusesATargetThatIsNotEmpty() {
    database.put("t", "there.csv", "1");
    EngineFailure failure = database.failure(createAs("t", "format = 'PARQUET'", "SELECT 1 a"));
    assertThat(failure.errorName()).isEqualTo("HIVE_PATH_ALREADY_EXISTS");
    assertThat(failure.engineMessage()).contains(database.location("t"));
  }

  @Test
  void refusesATableThatExists() {
    database.run(createAs("t", "format = 'PARQUET'", "SELECT 1 a"));
    EngineFailure failure = database.failure(createAs("t", "format = 'PARQUET'", "SELECT 1 a"));
    assertThat(failure.errorName()).isEqualTo("TABLE_ALREADY_EXISTS");
    assertThat(failure.engineMessage())
        .isEqualTo(
            "Destination table 'awsdatacatalog.%s.t' already exists".formatted(database.name()));
  }

  @Test
  void changesNoRowsOfAHiveTable() {
    database.run(createAs("t", "format = 'PARQUET'", "SELECT 1 a"));
    for (String sql : List.of("DELETE FROM t WHERE a = 1", "UPDATE t SET a = 2")) {
      EngineFailure failure = database.failure(sql);
      assertThat(failure.errorName()).isEqualTo("NOT_SUPPORTED");
      assertThat(failure.engineMessage())
          .isEqualTo("Modifying Hive table rows is only supported for transactional tables");
    }
  }

  @Test
  void droppingAnExternalTableKeepsItsObjects() throws IOException {
    database.run(createAs("t", "format = 'PARQUET'", "SELECT 1 a"));
    database.run("DROP TABLE t");
    try (var left = trino.objects().list(TrinoFixture.BUCKET, database.folder("t"), "")) {
      assertThat(left).isNotEmpty();
    }
  }
}
