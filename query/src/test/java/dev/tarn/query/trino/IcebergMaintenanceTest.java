package dev.tarn.query.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tarn.storage.ObjectHead;
import dev.tarn.storage.ObjectKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.model.StatementType;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

/** Iceberg tables through the statements of Athena's users. */
@ExtendWith(TrinoExtension.class)
final class IcebergMaintenanceTest {
  private final TrinoFixture trino;
  private final TestDatabase database;
  private final AthenaSession athena;

  IcebergMaintenanceTest(TrinoFixture trino) {
    this.trino = trino;
    this.database = trino.newDatabase();
    this.athena = new AthenaSession(database);
  }

  private void create(String columns, String properties) {
    athena.run(
        "CREATE TABLE t (%s) LOCATION '%s/' TBLPROPERTIES ('table_type' = 'ICEBERG'%s)"
            .formatted(columns, database.location("t"), properties));
  }

  private Table table(String name) {
    return trino.glue().getTable(r -> r.databaseName(database.name()).name(name)).table();
  }

  private List<String> objects() throws IOException {
    try (Stream<?> found = trino.objects().list(TrinoFixture.BUCKET, database.folder("t"), "")) {
      return found.map(Object::toString).toList();
    }
  }

  @Test
  void vacuumExpiresSnapshotsAndRemovesOrphans() throws IOException {
    create("id int", ", 'vacuum_max_snapshot_age_seconds' = '0'");
    athena.run("INSERT INTO t VALUES 1");
    athena.run("INSERT INTO t VALUES 2");
    athena.run("DELETE FROM t WHERE id = 1");
    database.put("t", "data/orphan.parquet", "left over");
    int before = objects().size();
    assertThat(athena.run("SELECT count(*) FROM \"t$snapshots\"").value()).isEqualTo("4");

    athena.run("VACUUM t");

    assertThat(athena.run("SELECT count(*) FROM \"t$snapshots\"").value()).isEqualTo("1");
    assertThat(athena.rows("SELECT * FROM t")).containsExactly(List.of("2"));
    assertThat(objects().size()).isLessThan(before);
    assertThat(
            trino
                .objects()
                .head(
                    new ObjectKey(
                        TrinoFixture.BUCKET, database.folder("t") + "/data/orphan.parquet")))
        .isEmpty();
  }

  @Test
  void vacuumKeepsWhatThePropertiesKeep() {
    create("id int", ", 'vacuum_min_snapshots_to_keep' = '2'");
    for (int i = 0; i < 3; i++) {
      athena.run("INSERT INTO t VALUES " + i);
    }
    database.put("t", "data/young.parquet", "perhaps somebody is writing it");
    athena.run("VACUUM `t`");
    assertThat(athena.run("SELECT count(*) FROM \"t$snapshots\"").value()).isEqualTo("4");

    athena.run("ALTER TABLE t SET TBLPROPERTIES ('vacuum_max_snapshot_age_seconds' = '0')");
    athena.run("VACUUM " + database.name() + ".t");
    assertThat(athena.run("SELECT count(*) FROM \"t$snapshots\"").value()).isEqualTo("2");
  }

  @Test
  void vacuumIsClassifiedAndRefusedByName() {
    assertThat(athena.parse("VACUUM x").statementType()).isEqualTo(StatementType.DDL);
    assertThat(athena.parse("VACUUM x").substatementType()).isEqualTo("VACUUM_TABLE");
    assertThat(athena.failure("VACUUM x"))
        .isEqualTo(
            "TABLE_NOT_FOUND: Table 'awsdatacatalog.%s.x' does not exist"
                .formatted(database.name()));
    assertThat(athena.refusal("VACUUM \"x\""))
        .isEqualTo("line 1:8: mismatched input '\"x\"'. Expecting: <identifier>");
    assertThat(athena.refusal("VACUUM x y"))
        .isEqualTo("line 1:10: mismatched input 'y'. Expecting: <EOF>");
  }

  private List<String> dataFiles() {
    return athena.rows("SELECT file_path FROM \"t$files\" WHERE content = 0").stream()
        .map(row -> String.valueOf(row.getFirst()))
        .toList();
  }

  @Test
  void optimizeWaitsForEnoughFiles() {
    create("id int", ", 'optimize_rewrite_data_file_threshold' = '3'");
    athena.run("INSERT INTO t VALUES 1");
    athena.run("INSERT INTO t VALUES 2");
    List<String> before = dataFiles();
    athena.run("OPTIMIZE t REWRITE DATA USING BIN_PACK");
    assertThat(dataFiles()).containsExactlyInAnyOrderElementsOf(before);

    athena.run("INSERT INTO t VALUES 3");
    athena.run("OPTIMIZE t REWRITE DATA USING BIN_PACK");
    assertThat(dataFiles()).hasSize(1).doesNotContainAnyElementsOf(before);
    assertThat(athena.rows("SELECT * FROM t ORDER BY id"))
        .containsExactly(List.of("1"), List.of("2"), List.of("3"));
  }

  @Test
  void optimizeCountsFilesByPartitionAndObeysItsCondition() {
    athena.run(
        "CREATE TABLE t (id int, p string) PARTITIONED BY (p) LOCATION '%s/' TBLPROPERTIES"
                .formatted(database.location("t"))
            + " ('table_type' = 'ICEBERG', 'optimize_rewrite_data_file_threshold' = '2')");
    athena.run("INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')");
    athena.run("INSERT INTO t VALUES (4, 'a'), (5, 'b')");
    List<String> before = dataFiles();
    athena.run("OPTIMIZE t REWRITE DATA USING BIN_PACK WHERE p = 'x' OR p = 'b' -- one of (two)");
    assertThat(dataFiles()).hasSize(4);
    assertThat(dataFiles().stream().filter(before::contains))
        .hasSize(3)
        .noneMatch(file -> file.contains("p=b"));

    athena.run("OPTIMIZE t REWRITE DATA USING BIN_PACK");
    assertThat(dataFiles()).hasSize(3);
    assertThat(athena.run("SELECT sum(id) FROM t").value()).isEqualTo("15");
  }

  @Test
  void optimizeChoosesBySize() {
    create(
        "id bigint, s string",
        ", 'optimize_rewrite_min_data_file_size_bytes' = '2000',"
            + " 'optimize_rewrite_max_data_file_size_bytes' = '1000000',"
            + " 'optimize_rewrite_data_file_threshold' = '2'");
    athena.run(
        "INSERT INTO t SELECT n, 'row ' || CAST(n AS varchar) FROM UNNEST(sequence(1, 5000)) s(n)");
    List<String> large = dataFiles();
    athena.run("INSERT INTO t VALUES (0, 'x')");
    athena.run("INSERT INTO t VALUES (0, 'y')");
    athena.run("OPTIMIZE t REWRITE DATA USING BIN_PACK");
    assertThat(dataFiles()).hasSize(2).containsAll(large);

    // Too large now, in the company of one that is too small.
    athena.run(
        "ALTER TABLE t SET TBLPROPERTIES ('optimize_rewrite_max_data_file_size_bytes' = '5000')");
    athena.run("OPTIMIZE t REWRITE DATA USING BIN_PACK");
    assertThat(dataFiles()).doesNotContainAnyElementsOf(large);
    assertThat(athena.run("SELECT count(*) FROM t").value()).isEqualTo("5002");
  }

  @Test
  void optimizeChoosesByDeleteFiles() {
    create(
        "id int",
        ", 'optimize_rewrite_min_data_file_size_bytes' = '1',"
            + " 'optimize_rewrite_delete_file_threshold' = '2'");
    athena.run("INSERT INTO t VALUES 1, 2, 3");
    athena.run("DELETE FROM t WHERE id = 1");
    List<String> before = dataFiles();
    athena.run("OPTIMIZE t REWRITE DATA USING BIN_PACK");
    assertThat(dataFiles()).isEqualTo(before);

    athena.run("DELETE FROM t WHERE id = 2");
    athena.run("OPTIMIZE t REWRITE DATA USING BIN_PACK");
    assertThat(dataFiles()).hasSize(1).doesNotContainAnyElementsOf(before);
    assertThat(athena.run("SELECT count(*) FROM \"t$files\" WHERE content <> 0").value())
        .isEqualTo("0");
    assertThat(athena.rows("SELECT * FROM t")).containsExactly(List.of("3"));
  }

  @Test
  void optimizeIsRefusedByName() {
    create("id int", ", 'optimize_rewrite_data_file_threshold' = 'few'");
    assertThat(athena.failure("OPTIMIZE t REWRITE DATA USING BIN_PACK"))
        .isEqualTo(
            "INVALID_TABLE_PROPERTY: Invalid value of table property"
                + " optimize_rewrite_data_file_threshold: few");
    athena.run("CREATE EXTERNAL TABLE h (a int) LOCATION '%s/'".formatted(database.location("h")));
    assertThat(athena.failure("OPTIMIZE h REWRITE DATA USING BIN_PACK"))
        .isEqualTo("NOT_SUPPORTED: OPTIMIZE is supported only for Apache Iceberg tables");
    assertThat(athena.failure("OPTIMIZE nosuch REWRITE DATA USING BIN_PACK"))
        .startsWith("TABLE_NOT_FOUND: line 1:1: Table 'awsdatacatalog.");
  }

  @Test
  void severalColumnsAreAddedAndChangedAtOnce() {
    create("id int, name string", "");
    athena.run("INSERT INTO t VALUES (1, 'a')");
    athena.run(
        "ALTER TABLE t ADD COLUMNS (s struct<a:int,b:array<string>> COMMENT 'deep', d"
            + " decimal(5,2))");
    athena.run("ALTER TABLE t CHANGE COLUMN id key bigint COMMENT 'the key' AFTER name");
    athena.run("ALTER TABLE t CHANGE COLUMN d d decimal(7,2) FIRST");
    athena.run("INSERT INTO t VALUES (DECIMAL '1.25', 'b', 9000000000, ROW(1, ARRAY['x']))");

    assertThat(athena.rows("SELECT * FROM t ORDER BY key"))
        .containsExactly(
            Arrays.asList(null, "a", "1", null),
            List.of("1.25", "b", "9000000000", "{a=1, b=[x]}"));
    assertThat(athena.rows("SELECT name FROM t WHERE key = 1")).containsExactly(List.of("a"));
    assertThat(athena.failure("ALTER TABLE t ADD COLUMNS (key int, other int)"))
        .isEqualTo("COLUMN_ALREADY_EXISTS: Column 'key' already exists");
    assertThat(athena.failure("ALTER TABLE t CHANGE COLUMN name label int"))
        .isEqualTo("NOT_SUPPORTED: Cannot change column type: name: string -> int");
  }

  @Test
  void propertiesAreSetAndUnset() {
    create("id int", ", 'vacuum_min_snapshots_to_keep' = '7'");
    athena.run("ALTER TABLE t SET TBLPROPERTIES ('optimize_rewrite_delete_file_threshold' = '9')");
    assertThat(property("vacuum_min_snapshots_to_keep")).isEqualTo("7");
    assertThat(property("optimize_rewrite_delete_file_threshold")).isEqualTo("9");
    athena.run("ALTER TABLE t UNSET TBLPROPERTIES ('vacuum_min_snapshots_to_keep')");
    assertThat(property("vacuum_min_snapshots_to_keep")).isEqualTo("none");
    assertThat(property("optimize_rewrite_delete_file_threshold")).isEqualTo("9");
  }

  @Test
  void metadataThatIsGoneFailsByName() throws IOException {
    create("id int", "");
    athena.run("INSERT INTO t VALUES 1");
    for (ObjectKey manifest : metadata("-m0.avro")) {
      trino.objects().delete(manifest);
    }
    String optimize = "OPTIMIZE t REWRITE DATA USING BIN_PACK";
    assertThat(athena.failure(optimize)).startsWith("ICEBERG_INVALID_METADATA: ");
    String file = Objects.requireNonNull(table("t").parameters().get("metadata_location"));
    trino.objects().delete(ObjectKey.parse(file));
    String gone = "ICEBERG_INVALID_METADATA: Iceberg metadata file not found: " + file;
    assertThat(athena.failure(optimize)).isEqualTo(gone);
    assertThat(athena.failure("ALTER TABLE t UNSET TBLPROPERTIES ('vacuum_min_snapshots_to_keep')"))
        .isEqualTo(gone);
  }

  private List<ObjectKey> metadata(String suffix) throws IOException {
    try (Stream<ObjectHead> found =
        trino.objects().list(TrinoFixture.BUCKET, database.folder("t") + "/metadata", "")) {
      return found.map(ObjectHead::key).filter(key -> key.key().endsWith(suffix)).toList();
    }
  }

  private String property(String key) {
    List<List<String>> rows =
        List.copyOf(athena.rows("SELECT value FROM \"t$properties\" WHERE key = '" + key + "'"));
    return rows.isEmpty() ? "none" : rows.getFirst().getFirst();
  }

  @Test
  void glueShowsColumnsAsAthenaWritesThem() {
    create("id int COMMENT 'key', name string", "");
    athena.run("INSERT INTO t VALUES (1, 'a')");
    athena.run("ALTER TABLE t CHANGE COLUMN name label string");

    assertThat(table("t").storageDescriptor().columns())
        .extracting(Column::name, Column::type, Column::comment, Column::parameters)
        .containsExactly(
            tuple("id", "int", "key", parameters(1, true)),
            tuple("label", "string", null, parameters(2, true)),
            tuple("name", "string", null, parameters(2, false)));
    assertThat(table("t").parameters())
        .containsKeys("metadata_location", "previous_metadata_location")
        .noneSatisfy((key, value) -> assertThat(key).startsWith("trino_"));
    assertThat(
            athena.rows(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = '%s' AND"
                        .formatted(database.name())
                    + " table_name = 't'"))
        .containsExactly(List.of("id"), List.of("label"));
  }

  private static Map<String, String> parameters(int id, boolean current) {
    return Map.of(
        "iceberg.field.id", Integer.toString(id),
        "iceberg.field.optional", "true",
        "iceberg.field.current", Boolean.toString(current));
  }

  @Test
  void travelsToAVersionAndToATime() throws InterruptedException {
    create("id int", "");
    athena.run("INSERT INTO t VALUES 1");
    String snapshot =
        athena
            .run("SELECT snapshot_id FROM \"t$snapshots\" ORDER BY committed_at DESC LIMIT 1")
            .value();
    String time =
        athena.run("SELECT CAST(max(committed_at) AS varchar) FROM \"t$snapshots\"").value();
    athena.run("INSERT INTO t VALUES 2");

    assertThat(athena.rows("SELECT * FROM t FOR VERSION AS OF " + snapshot))
        .containsExactly(List.of("1"));
    assertThat(athena.rows("SELECT * FROM t FOR TIMESTAMP AS OF TIMESTAMP '" + time + "'"))
        .containsExactly(List.of("1"));
    assertThat(athena.refusal("SELECT * FROM t FOR SYSTEM_TIME AS OF current_timestamp"))
        .contains("mismatched input 'SYSTEM_TIME'. Expecting: 'TIMESTAMP', 'VERSION'");
  }

  @ParameterizedTest
  @CsvSource({
    "$files",
    "$manifests",
    "$history",
    "$partitions",
    "$snapshots",
    "$refs",
  })
  void hiddenTables(String suffix) {
    create("id int", "");
    athena.run("INSERT INTO t VALUES 1");
    assertThat(athena.rows("SELECT * FROM \"t" + suffix + "\"")).isNotEmpty();
  }

  @Test
  void mergesUpdatesAndDeletes() {
    create("id int, v string", "");
    athena.run("INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')");
    QueryResult merge =
        athena.run(
            "MERGE INTO t AS x USING (VALUES (1, 'A'), (4, 'D')) s(id, v) ON x.id = s.id"
                + " WHEN MATCHED THEN UPDATE SET v = s.v"
                + " WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, s.v)");
    assertThat(merge.statistics().updateCount()).hasValue(2);
    assertThat(athena.run("UPDATE t SET v = upper(v) WHERE id = 2").statistics().updateCount())
        .hasValue(1);
    assertThat(athena.run("DELETE FROM t WHERE id = 3").statistics().updateCount()).hasValue(1);
    assertThat(athena.rows("SELECT * FROM t ORDER BY id"))
        .containsExactly(List.of("1", "A"), List.of("2", "B"), List.of("4", "D"));
    assertThat(
            athena.failure(
                "MERGE INTO t AS x USING (VALUES 1, 1) s(id) ON x.id = s.id WHEN MATCHED THEN"
                    + " DELETE"))
        .isEqualTo(
            "MERGE_TARGET_ROW_MULTIPLE_MATCHES: One MERGE target table row matched more than one"
                + " source row");
    assertThat(athena.failure("UPDATE t SET nix = 1"))
        .isEqualTo("COLUMN_NOT_FOUND: line 1:14: The UPDATE SET target column nix doesn't exist");
  }

  @Test
  void tablesFromQueriesLieWhereTheySay() {
    athena.run(
        "CREATE TABLE t WITH (table_type = 'ICEBERG', location = '%s/', is_external = false, format"
                .formatted(database.location("t"))
            + " = 'ORC', partitioning = ARRAY['month(d)', 'bucket(id, 4)'],"
            + " vacuum_max_snapshot_age_seconds = 60) AS SELECT 1 id, DATE '2024-02-03' d");
    assertThat(table("t").parameters().get("metadata_location"))
        .startsWith(database.location("t") + "/metadata/");
    assertThat(athena.rows("SELECT partition FROM \"t$partitions\""))
        .containsExactly(List.of("{d_month=649, id_bucket=0}"));
    assertThat(property("vacuum_max_snapshot_age_seconds")).isEqualTo("60");
    athena.run("DROP TABLE t");
    assertThat(athena.failure("SELECT * FROM t"))
        .isEqualTo(
            "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.%s.t' does not exist"
                .formatted(database.name()));
  }
}
