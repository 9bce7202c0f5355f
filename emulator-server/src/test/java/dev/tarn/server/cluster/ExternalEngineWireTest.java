package dev.tarn.server.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.query.cluster.ClusterConfig;
import dev.tarn.query.engine.EngineState;
import dev.tarn.server.Tarn;
import dev.tarn.server.TarnConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A server whose queries run on a Trino in another process, which in turn uses this server's Glue
 * and S3 endpoints over HTTP.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class ExternalEngineWireTest {
  private static final String DATABASE = "far";

  private Tarn tarn;
  private TrinoProcess trino;
  private AthenaClient athena;
  private S3Client s3;
  private int trinoPort;

  /** The cluster comes after the server and after the first query, which waits for it. */
  @BeforeAll
  void start(@TempDir Path directory) throws IOException, InterruptedException {
    trinoPort = freePort();
    tarn =
        Tarn.start(
            TarnConfig.defaults()
                .withPort(0)
                .withDataDirectory(directory.resolve("data"))
                .withCluster(ClusterConfig.parse("http://127.0.0.1:" + trinoPort)));
    var anyone = StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
    athena =
        AthenaClient.builder()
            .endpointOverride(tarn.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(anyone)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    s3 =
        S3Client.builder()
            .endpointOverride(tarn.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(anyone)
            .httpClient(UrlConnectionHttpClient.create())
            .forcePathStyle(true)
            .build();
    s3.createBucket(request -> request.bucket("lake"));
    String early = start("SELECT 'early' AS word");
    assertThat(get(early).status().state()).isEqualTo(QueryExecutionState.QUEUED);
    assertThat(tarn.engineState()).isInstanceOf(EngineState.Starting.class);

    Path etc = Files.createDirectory(directory.resolve("trino"));
    trino = TrinoProcess.start(tarn.endpoint(), trinoPort, etc);

    tarn.awaitReady();
    assertThat(rows(succeeded(early))).containsExactly(row("word"), row("early"));
    succeed("CREATE DATABASE " + DATABASE + " LOCATION 's3://lake/far/'");
    s3.putObject(
        put -> put.bucket("lake").key("far/people/a.csv"),
        RequestBody.fromString("1,Ann,\n2,Bob,\n3,Ceç,1.5\n"));
    succeed(
        "CREATE EXTERNAL TABLE people (id int, name string, born double)"
            + " ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/far/people/'");
  }

  @AfterAll
  void stop() throws IOException {
    if (athena != null) {
      athena.close();
      s3.close();
    }
    if (trino != null) {
      trino.close();
    }
    if (tarn != null) {
      tarn.close();
    }
  }

  @Test
  void healthNamesTheCluster() throws Exception {
    assertThat(http("/_tarn/health", tarn.endpoint()))
        .contains("\"status\" : \"ready\"", "trino:http://127.0.0.1:" + trinoPort);
  }

  @Test
  void readsHiveTables() throws IOException {
    QueryExecution execution = succeed("SELECT id, name, born FROM people WHERE id > 1 ORDER BY 1");
    assertThat(rows(execution))
        .containsExactly(row("id", "name", "born"), row("2", "Bob", null), row("3", "Ceç", "1.5"));
    assertThat(text(execution.resultConfiguration().outputLocation()))
        .isEqualTo("\"id\",\"name\",\"born\"\n\"2\",\"Bob\",\n\"3\",\"Ceç\",\"1.5\"\n");
    assertThat(text(execution.resultConfiguration().outputLocation() + ".metadata"))
        .contains("varchar");
    assertThat(execution.statistics().dataScannedInBytes()).isPositive();
    assertThat(execution.statistics().engineExecutionTimeInMillis()).isPositive();
    assertThat(columns(execution)).containsExactly("id:integer", "name:varchar", "born:double");
    succeed("CREATE VIEW names AS SELECT name FROM people");
    assertThat(rows(succeed("SELECT count(*) AS n FROM names")))
        .containsExactly(row("n"), row("3"));
  }

  @Test
  void writesHiveTablesAndListsTheFiles() throws IOException {
    QueryExecution created =
        succeed("CREATE TABLE copy WITH (format = 'PARQUET') AS SELECT * FROM people");
    String location = created.resultConfiguration().outputLocation();
    List<String> files = text(created.statistics().dataManifestLocation()).lines().toList();
    assertThat(files).hasSize(1).allMatch(file -> file.startsWith(location + "/"));
    assertThat(results(created).updateCount()).isEqualTo(3);

    QueryExecution inserted = succeed("INSERT INTO copy SELECT * FROM people WHERE id = 1");
    assertThat(results(inserted).updateCount()).isEqualTo(1);
    assertThat(text(inserted.statistics().dataManifestLocation()).lines().toList())
        .hasSize(1)
        .doesNotContainAnyElementsOf(files);
    assertThat(rows(succeed("SELECT count(*) AS n FROM copy"))).contains(row("4"));
  }

  @Test
  void writesIcebergTables() {
    succeed(
        "CREATE TABLE ice (id int, name string) PARTITIONED BY (bucket(4, id))"
            + " LOCATION 's3://lake/far/ice/' TBLPROPERTIES ('table_type'='ICEBERG')");
    QueryExecution inserted = succeed("INSERT INTO ice VALUES (1, 'a'), (2, 'b'), (3, 'c')");
    assertThat(results(inserted).updateCount()).isEqualTo(3);
    assertThat(inserted.statistics().dataManifestLocation()).isNull();
    assertThat(results(succeed("DELETE FROM ice WHERE id = 1")).updateCount()).isEqualTo(1);
    assertThat(results(succeed("UPDATE ice SET name = 'z' WHERE id = 2")).updateCount())
        .isEqualTo(1);
    assertThat(rows(succeed("SELECT id, name FROM ice ORDER BY id")))
        .containsExactly(row("id", "name"), row("2", "z"), row("3", "c"));
    assertThat(rows(succeed("SELECT count(*) AS n FROM \"ice$snapshots\""))).contains(row("4"));
    assertThat(String.valueOf(rows(succeed("EXPLAIN SELECT * FROM ice")).get(4)[0]))
        .doesNotContain("$iceberg");
    assertThat(
            fail("CREATE TABLE far.ice2 WITH (table_type = 'ICEBERG', location ="
                    + " 's3://lake/far/ice2/', is_external = false) AS SELECT nothing")
                .status()
                .stateChangeReason())
        .startsWith("COLUMN_NOT_FOUND");
  }

  @Test
  void unloadsIntoFilesAndLeavesNoTable() throws IOException {
    QueryExecution unloaded =
        succeed(
            "UNLOAD (SELECT name, id FROM people WHERE id < 3) TO 's3://lake/unloaded/'"
                + " WITH (format = 'TEXTFILE', compression = 'NONE', field_delimiter = '|',"
                + " partitioned_by = ARRAY['id'])");
    assertThat(results(unloaded).updateCount()).isEqualTo(2);
    List<String> files =
        text(unloaded.statistics().dataManifestLocation()).lines().sorted().toList();
    assertThat(files).hasSize(2);
    assertThat(files.get(0)).startsWith("s3://lake/unloaded/id=1/");
    assertThat(text(files.get(0))).isEqualTo("Ann\n");
    assertThat(s3.listObjectsV2(list -> list.bucket("lake").prefix("unloaded/")).contents())
        .hasSize(2);
    assertThat(
            fail("UNLOAD (SELECT 1 AS n) TO 's3://lake/unloaded/' WITH (format = 'PARQUET')")
                .status()
                .stateChangeReason())
        .startsWith("HIVE_PATH_ALREADY_EXISTS")
        .doesNotContain("tarn$");
  }

  @Test
  void vacuumKeepsWhatTheTablesPropertiesSay() {
    succeed(
        "CREATE TABLE dusty (id int) LOCATION 's3://lake/far/dusty/' TBLPROPERTIES ("
            + "'table_type'='ICEBERG', 'vacuum_max_snapshot_age_seconds'='0',"
            + " 'vacuum_min_snapshots_to_keep'='2')");
    for (int i = 0; i < 4; i++) {
      succeed("INSERT INTO dusty VALUES (" + i + ")");
    }
    s3.putObject(
        put -> put.bucket("lake").key("far/dusty/data/stray.parquet"),
        RequestBody.fromString("nobody knows it"));
    QueryExecution vacuumed = succeed("VACUUM dusty");
    assertThat(vacuumed.substatementType()).isEqualTo("VACUUM_TABLE");
    assertThat(results(vacuumed).resultSet().rows()).isEmpty();
    assertThat(rows(succeed("SELECT count(*) AS n FROM \"dusty$snapshots\""))).contains(row("2"));
    assertThat(rows(succeed("SELECT count(*) AS n FROM dusty"))).contains(row("4"));
    assertThat(s3.listObjectsV2(list -> list.bucket("lake").prefix("far/dusty/data/")).contents())
        .noneMatch(object -> object.key().contains("stray"));
    assertThat(fail("VACUUM nothing").status().stateChangeReason())
        .isEqualTo("TABLE_NOT_FOUND: Table 'awsdatacatalog.far.nothing' does not exist");
  }

  @Test
  void icebergTablesAreAlteredAndOptimizedAsWithTheEmbeddedEngine() {
    succeed(
        "CREATE TABLE supple (id int, name string) LOCATION 's3://lake/far/supple/' TBLPROPERTIES ("
            + "'table_type'='ICEBERG', 'optimize_rewrite_data_file_threshold'='2',"
            + " 'optimize_rewrite_delete_file_threshold'='9')");
    succeed("INSERT INTO supple VALUES (1, 'a')");
    succeed("ALTER TABLE supple ADD COLUMNS (x double COMMENT 'first', y string)");
    succeed("ALTER TABLE supple CHANGE COLUMN id key bigint COMMENT 'the key' AFTER name");
    succeed("ALTER TABLE supple UNSET TBLPROPERTIES ('optimize_rewrite_delete_file_threshold')");
    succeed("INSERT INTO supple VALUES ('b', 9000000000, 1.5, 'z')");
    assertThat(rows(succeed("SELECT * FROM supple WHERE key > 1")))
        .contains(row("b", "9000000000", "1.5", "z"));
    assertThat(rows(succeed("SELECT key FROM \"supple$properties\" WHERE key LIKE 'optimize%'")))
        .containsExactly(row("key"), row("optimize_rewrite_data_file_threshold"));

    succeed("OPTIMIZE supple REWRITE DATA USING BIN_PACK");
    assertThat(rows(succeed("SELECT count(*) AS n FROM \"supple$files\""))).contains(row("1"));
    assertThat(fail("ALTER TABLE supple ADD COLUMNS (x int, z int)").status().stateChangeReason())
        .isEqualTo("COLUMN_ALREADY_EXISTS: Column 'x' already exists");
  }

  @Test
  void valuesHaveTheSameTextsAsWithTheEmbeddedEngine() {
    QueryExecution execution =
        succeed(
            "SELECT true, 1.5, real '1.5', decimal '1.50', cast('ab' AS char(4)), X'deadbeef',"
                + " date '2026-10-10', timestamp '2026-10-10 12:34:56.123', timestamp '2026-10-10"
                + " 12:34:56 Europe/Paris', time '12:34:56.123', interval '1' day, interval '2'"
                + " year, array[1, null, 3], map(array[10, 9], array['x', null]),"
                + " cast(row(1, 'b') AS row(a int, b varchar)), row(1, X'00'), json '{\"a\": [1]}',"
                + " uuid '12151fd2-7586-11e9-8f9e-2a86e4085a59', ipaddress '10.0.0.1', NULL,"
                + " nan(), 1e10, array[array[date '2026-01-01']], X''");
    @Nullable String[] values = rows(execution).get(1);
    assertThat(values)
        .startsWith(
            "true",
            "1.5",
            "1.5",
            "1.50",
            "ab  ",
            "de ad be ef",
            "2026-10-10",
            "2026-10-10 12:34:56.123",
            "2026-10-10 12:34:56 Europe/Paris",
            "12:34:56.123",
            "1 00:00:00.000",
            "2-0",
            "[1, null, 3]",
            "{9=null, 10=x}",
            "{a=1, b=b}")
        .endsWith(
            "{\"a\":[1]}",
            "12151fd2-7586-11e9-8f9e-2a86e4085a59",
            "10.0.0.1",
            null,
            "NaN",
            "1.0E10",
            "[[2026-01-01]]",
            "");
    assertThat(values[15]).startsWith("{field0=1, field1=[B@");
    assertThat(columns(execution).stream().map(c -> c.substring(c.indexOf(':') + 1)))
        .containsExactly(
            "boolean",
            "double",
            "float",
            "decimal",
            "char",
            "varbinary",
            "date",
            "timestamp",
            "timestamp with time zone",
            "time",
            "interval day to second",
            "interval year to month",
            "array",
            "map",
            "row",
            "row",
            "json",
            "uuid",
            "ipaddress",
            "unknown",
            "double",
            "double",
            "array",
            "varbinary");
  }

  @Test
  void failsWithAthenasTextsAndTheUsersPositions() {
    QueryExecution missing = fail("SELECT *\n  FROM nothing");
    assertThat(missing.status().stateChangeReason())
        .isEqualTo("TABLE_NOT_FOUND: line 2:8: Table 'awsdatacatalog.far.nothing' does not exist");
    assertThat(missing.status().athenaError().errorType()).isEqualTo(1301);
    assertThat(fail("SELECT * FROM x.y.z").status().stateChangeReason())
        .isEqualTo("CATALOG_NOT_FOUND: line 1:15: Catalog 'x' does not exist");
    assertThat(fail("SELECT 1 / 0").status().stateChangeReason())
        .isEqualTo("DIVISION_BY_ZERO: Division by zero");
    assertThatThrownBy(() -> start("SELEC 1")).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void stopEndsAQueryOnTheClusterToo() throws Exception {
    String id =
        start(
            "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x),"
                + " UNNEST(sequence(1, 10000)) b(y), UNNEST(sequence(1, 10000)) c(z)"
                + " WHERE x * y + z = 7");
    while (get(id).status().state() == QueryExecutionState.QUEUED) {
      Thread.onSpinWait();
    }
    athena.stopQueryExecution(stop -> stop.queryExecutionId(id));
    assertThat(get(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
    URI cluster = URI.create("http://127.0.0.1:" + trinoPort);
    while (http("/v1/query?state=RUNNING", cluster).contains(id)) {
      Thread.onSpinWait();
    }
    assertThat(rows(succeed("SELECT 1 AS one"))).contains(row("1"));
  }

  private static @Nullable String[] row(@Nullable String... cells) {
    return cells;
  }

  private String start(String sql) {
    return athena
        .startQueryExecution(request ->
            request
                .queryString(sql)
                .queryExecutionContext(context -> context.database(DATABASE))
                .resultConfiguration(result -> result.outputLocation("s3://lake/out/")))
        .queryExecutionId();
  }

  private QueryExecution get(String id) {
    return athena.getQueryExecution(get -> get.queryExecutionId(id)).queryExecution();
  }

  private QueryExecution finish(String id) {
    QueryExecution execution = get(id);
    while (execution.status().completionDateTime() == null) {
      Thread.onSpinWait();
      execution = get(id);
    }
    return execution;
  }

  private QueryExecution succeed(String sql) {
    return succeeded(start(sql));
  }

  private QueryExecution succeeded(String id) {
    QueryExecution execution = finish(id);
    assertThat(execution.status().state())
        .as(execution.status().stateChangeReason())
        .isEqualTo(QueryExecutionState.SUCCEEDED);
    return execution;
  }

  private QueryExecution fail(String sql) {
    QueryExecution execution = finish(start(sql));
    assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
    return execution;
  }

  private GetQueryResultsResponse results(QueryExecution execution) {
    return athena.getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId()));
  }

  private List<String> columns(QueryExecution execution) {
    return results(execution).resultSet().resultSetMetadata().columnInfo().stream()
        .map((ColumnInfo column) -> column.name() + ":" + column.type())
        .toList();
  }

  private List<@Nullable String[]> rows(QueryExecution execution) {
    return results(execution).resultSet().rows().stream()
        .<@Nullable String[]>map(
            (Row row) -> row.data().stream().map(Datum::varCharValue).toArray(String[]::new))
        .toList();
  }

  private String text(String uri) throws IOException {
    URI object = URI.create(uri);
    try (var in =
        s3.getObject(get -> get.bucket(object.getHost()).key(object.getPath().substring(1)))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String http(String path, URI server) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(server.resolve(path)).header("X-Trino-User", "test").build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
