package dev.tarn.query.trino;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.glue.model.Table;

/** Views: https://docs.aws.amazon.com/athena/latest/ug/views-glue.html. */
@ExtendWith(TrinoExtension.class)
final class AthenaViewsTest {
  private final TrinoFixture trino;
  private final TestDatabase database;
  private final AthenaSession athena;

  AthenaViewsTest(TrinoFixture trino) {
    this.trino = trino;
    this.database = trino.newDatabase();
    this.athena = new AthenaSession(database);
    database.put("t", "a.csv", "1,x\n2,y\n");
    athena.run(
        "CREATE EXTERNAL TABLE t (id int, name string) ROW FORMAT DELIMITED FIELDS TERMINATED BY"
            + " ',' LOCATION '"
            + database.location("t")
            + "/'");
  }

  private Table view(String name) {
    return trino.glue().getTable(r -> r.databaseName(database.name()).name(name)).table();
  }

  @Test
  void areBuiltOnViewsAndReplaced() {
    athena.run("CREATE VIEW v AS SELECT id, upper(name) n FROM t");
    athena.run("CREATE VIEW vv AS SELECT n FROM v WHERE id > 1");
    assertThat(athena.rows("SELECT * FROM vv")).containsExactly(List.of("Y"));
    athena.run("CREATE OR REPLACE VIEW v AS SELECT id, 'z' || name n FROM t");
    assertThat(athena.rows("SELECT * FROM vv")).containsExactly(List.of("zy"));
    assertThat(athena.failure("CREATE VIEW v AS SELECT 1 a")).contains("already exists");
    athena.run("DROP VIEW v");
    assertThat(athena.failure("SELECT * FROM vv"))
        .startsWith(
            "INVALID_VIEW: line 1:15: Failed analyzing stored view 'awsdatacatalog.%s.vv': "
                .formatted(database.name()));
  }

  private void putIntoGlue(String name, String json) {
    String encoded = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    trino
        .glue()
        .createTable(r ->
            r.databaseName(database.name())
                .tableInput(t ->
                    t.name(name)
                        .tableType("VIRTUAL_VIEW")
                        .parameters(Map.of("presto_view", "true"))
                        .viewOriginalText("/* Presto View: " + encoded + " */")
                        .viewExpandedText("/* Presto View */")
                        .partitionKeys(List.of())));
  }

  /** No owner anywhere, unknown keys, another spelling of the catalog, a number with a point. */
  @Test
  void madeByOthersAreRead() {
    putIntoGlue(
        "v",
        """
        {"originalSql":"SELECT id * 1.5 w FROM t","catalog":"AwsDataCatalog","schema":"%s",\
        "columns":[{"name":"w","type":"double"}],"isProtected":false,"isMultiDialect":false}\
        """
            .formatted(database.name()));
    assertThat(athena.rows("SELECT w FROM v ORDER BY w"))
        .containsExactly(List.of("1.5"), List.of("3.0"));
  }

  @Test
  void thatNoLongerFitAreStale() {
    putIntoGlue(
        "v",
        """
        {"originalSql":"SELECT name FROM t","catalog":"awsdatacatalog","schema":"%s",\
        "columns":[{"name":"name","type":"bigint"}]}\
        """
            .formatted(database.name()));
    assertThat(athena.failure("SELECT * FROM v"))
        .startsWith(
            "INVALID_VIEW: line 1:15: View 'awsdatacatalog.%s.v' is stale or in invalid state: "
                .formatted(database.name()));
  }

  @Test
  void executeImmediateTakesParameters() {
    assertThat(
            athena.rows(
                "EXECUTE IMMEDIATE 'SELECT name, ? + 0.5 FROM t WHERE id = ?' USING 1.5, 2"))
        .containsExactly(List.of("y", "2.0"));
    assertThat(athena.rows("EXECUTE IMMEDIATE 'SELECT ''it''''s'''"))
        .containsExactly(List.of("it's"));
    assertThat(athena.refusal("EXECUTE IMMEDIATE 'DROP TABLE t'"))
        .isEqualTo("Queries of this type are not supported");
  }

  @Test
  void explains() {
    assertThat(athena.run("EXPLAIN SELECT * FROM t").value()).contains("awsdatacatalog");
    assertThat(athena.run("EXPLAIN ANALYZE SELECT count(*) FROM t").value()).contains("Input");
    assertThat(athena.rows("EXPLAIN (TYPE VALIDATE) SELECT 1")).isNotEmpty();
    assertThat(athena.run("EXPLAIN (FORMAT JSON) SELECT * FROM t").value()).startsWith("{");
  }

  @Test
  void insertsLeaveTheCatalogAsItIs() {
    Table before = view("t");
    athena.run("INSERT INTO t VALUES (3, 'z')");
    Table after = view("t");
    assertThat(after).isEqualTo(before);
    assertThat(athena.run("SELECT count(*) FROM t").value()).isEqualTo("3");
  }

  @Test
  void tablesFromQueriesHaveTheirWriteProperties() {
    athena.run(
        "CREATE TABLE c WITH (format = 'PARQUET', write_compression = 'SNAPPY', bucketed_by ="
            + " ARRAY['id'], bucket_count = 2, partitioned_by = ARRAY['p']) AS SELECT 1 id, 'a' p");
    Table table = view("c");
    assertThat(table.storageDescriptor().bucketColumns()).containsExactly("id");
    assertThat(table.storageDescriptor().numberOfBuckets()).isEqualTo(2);
    assertThat(table.parameters())
        .containsEntry("EXTERNAL", "TRUE")
        .containsEntry("has_encrypted_data", "false")
        .containsEntry("parquet.compression", "SNAPPY")
        .containsEntry("auto.purge", "false")
        .containsEntry("transactional", "false")
        .containsKeys("trino_query_id", "trino_version");
    assertThat(athena.rows("SELECT * FROM c")).containsExactly(List.of("1", "a"));
    athena.run("CREATE TABLE IF NOT EXISTS c AS SELECT 2 id");
    assertThat(athena.failure("CREATE TABLE c AS SELECT 2 id"))
        .isEqualTo(
            "TABLE_ALREADY_EXISTS: line 1:1: Destination table 'awsdatacatalog.%s.c' already exists"
                .formatted(database.name()));
  }
}
