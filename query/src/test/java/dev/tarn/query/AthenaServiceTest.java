package dev.tarn.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.query.trino.TrinoExtension;
import dev.tarn.query.trino.TrinoFixture;
import dev.tarn.storage.Durability;
import dev.tarn.storage.ObjectHead;
import dev.tarn.storage.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryRuntimeStatistics;
import software.amazon.awssdk.services.athena.model.QueryStage;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StatementType;

/** Athena with the real dialect, catalog, storage and engine. */
@ExtendWith(TrinoExtension.class)
class AthenaServiceTest {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final TrinoFixture trino;
  private final String database = "athena" + DATABASES.incrementAndGet();
  private final String root = "s3://" + TrinoFixture.BUCKET + "/" + database;

  @TempDir Path directory;
  private AthenaService service;
  private AthenaClient client;

  AthenaServiceTest(TrinoFixture trino) {
    this.trino = trino;
  }

  @BeforeEach
  void open() throws IOException {
    service =
        AthenaService.open(
            directory,
            AwsAccount.DEFAULT,
            trino.glue(),
            trino.objects(),
            trino.engine(),
            Clock.systemUTC(),
            IdGenerator.random(),
            Durability.PROCESS);
    client = service.operations().inProcessClient(AthenaClient.class);
    succeed("CREATE DATABASE " + database + " LOCATION '" + root + "/db/'");
  }

  @AfterEach
  void close() throws IOException {
    service.close();
  }

  @Test
  void createsAndReadsATableOverCsv() {
    createPeople();
    QueryExecution execution =
        succeed("SELECT id, name, born FROM people WHERE id > 1 ORDER BY id");
    assertThat(rows(execution))
        .containsExactly(
            row("id", "name", "born"), row("2", "Bob", null), row("3", "Ceç \"x\"", "1.5"));
    assertThat(execution.statistics().dataScannedInBytes()).isPositive();
    assertThat(text(execution.resultConfiguration().outputLocation()))
        .isEqualTo("\"id\",\"name\",\"born\"\n\"2\",\"Bob\",\n\"3\",\"Ceç \"\"x\"\"\",\"1.5\"\n");
    GetQueryResultsResponse results = results(execution);
    assertThat(results.updateCount()).isZero();
    assertThat(
            results.resultSet().resultSetMetadata().columnInfo().stream()
                .map(column -> column.name() + ":" + column.type() + ":" + column.precision())
                .toList())
        .containsExactly("id:integer:10", "name:varchar:2147483647", "born:double:17");
    assertThat(rows(succeed("SELECT count(*) c, sum(born) FROM people")))
        .containsExactly(row("c", "_col1"), row("3", "1.5"));
  }

  @Test
  void createTableAsWritesDataManifestAndMetadata() {
    createPeople();
    QueryExecution execution =
        succeed("CREATE TABLE copy WITH (format = 'PARQUET') AS SELECT * FROM people");
    assertThat(execution.statementType()).isEqualTo(StatementType.DDL);
    assertThat(execution.substatementType()).isEqualTo("CREATE_TABLE_AS_SELECT");
    String location = execution.resultConfiguration().outputLocation();
    assertThat(location).isEqualTo(root + "/out/tables/" + execution.queryExecutionId());
    List<String> files = text(execution.statistics().dataManifestLocation()).lines().toList();
    assertThat(files).isNotEmpty().allMatch(file -> file.startsWith(location + "/"));
    assertThat(files.stream().map(ObjectKey::parse).allMatch(this::exists)).isTrue();
    assertThat(exists(ObjectKey.parse(location + ".metadata"))).isTrue();
    assertThat(results(execution).updateCount()).isEqualTo(3);
    assertThat(rows(succeed("SELECT count(*) FROM copy"))).contains(row("3"));
    assertThat(trino.glue().getTable(get -> get.databaseName(database).name("copy")).table().name())
        .isEqualTo("copy");
  }

  @Test
  void insertCountsAndListsItsFiles() {
    createPeople();
    succeed("CREATE TABLE target WITH (format = 'ORC') AS SELECT * FROM people WHERE id < 0");
    QueryExecution execution = succeed("INSERT INTO target SELECT * FROM people");
    assertThat(execution.substatementType()).isEqualTo("INSERT");
    assertThat(results(execution).updateCount()).isEqualTo(3);
    assertThat(results(execution).resultSet().rows()).isEmpty();
    assertThat(text(execution.statistics().dataManifestLocation()).lines()).isNotEmpty();
    assertThat(rows(succeed("SELECT count(*) FROM target"))).contains(row("3"));
  }

  @Test
  void icebergTablesTakeRowChanges() {
    succeed(
        "CREATE TABLE ice (id int, name string) LOCATION '"
            + root
            + "/ice/' TBLPROPERTIES ('table_type'='ICEBERG')");
    QueryExecution inserted = succeed("INSERT INTO ice VALUES (1, 'a'), (2, 'b')");
    assertThat(results(inserted).updateCount()).isEqualTo(2);
    assertThat(inserted.statistics().dataManifestLocation()).isNull();
    QueryExecution deleted = succeed("DELETE FROM ice WHERE id = 1");
    assertThat(deleted.resultConfiguration().outputLocation()).endsWith(".csv");
    assertThat(exists(ObjectKey.parse(deleted.resultConfiguration().outputLocation()))).isFalse();
    assertThat(results(deleted).updateCount()).isEqualTo(1);
    assertThat(rows(succeed("SELECT * FROM ice")))
        .containsExactly(row("id", "name"), row("2", "b"));
  }

  @Test
  void showsAndDescribes() {
    createPeople();
    QueryExecution tables = succeed("SHOW TABLES");
    assertThat(rows(tables)).containsExactly(row("people"));
    assertThat(tables.statementType()).isEqualTo(StatementType.UTILITY);
    QueryExecution described = succeed("DESCRIBE people");
    assertThat(rows(described).getFirst()[0]).startsWith("id                  \tint ");
    assertThat(rows(succeed("SHOW DATABASES"))).contains(row(database));
  }

  @Test
  void viewsAndExplain() {
    createPeople();
    QueryExecution view = succeed("CREATE VIEW names AS SELECT name FROM people");
    assertThat(rows(view)).isEmpty();
    assertThat(rows(succeed("SELECT count(*) FROM names"))).contains(row("3"));
    List<@Nullable String[]> plan = rows(succeed("EXPLAIN SELECT * FROM names"));
    assertThat(plan.getFirst()).containsExactly("Query Plan");
    assertThat(plan).hasSizeGreaterThan(3);
  }

  @Test
  void namesAreCheckedWhileRunningAndSyntaxBefore() {
    QueryExecution missing = fail("SELECT *\n  FROM nothing");
    String reason =
        "TABLE_NOT_FOUND: line 2:8: Table 'awsdatacatalog." + database + ".nothing' does not exist";
    assertThat(missing.status().stateChangeReason()).isEqualTo(reason);
    assertThat(missing.status().athenaError().errorType()).isEqualTo(1301);
    assertThat(fail("SELECT banana").status().stateChangeReason())
        .isEqualTo(
            "COLUMN_NOT_FOUND: line 1:8: Column 'banana' cannot be resolved or requester is not"
                + " authorized to access requested resources");
    assertThat(fail("SELECT * FROM x.y.z").status().stateChangeReason())
        .isEqualTo("CATALOG_NOT_FOUND: line 1:15: Catalog 'x' does not exist");
    assertThat(fail("SELECT 1 / 0").status().stateChangeReason())
        .isEqualTo("DIVISION_BY_ZERO: Division by zero");
    assertThatThrownBy(() -> start("SELEC 1"))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> assertThat(e.athenaErrorCode()).isEqualTo("MALFORMED_QUERY"));
  }

  @Test
  void createTableAsOverAnExistingTableFails() {
    createPeople();
    QueryExecution failed = fail("CREATE TABLE people AS SELECT 1 a");
    assertThat(failed.status().stateChangeReason())
        .startsWith("TABLE_ALREADY_EXISTS: line 1:1: ")
        .contains("Destination table 'awsdatacatalog." + database + ".people' already exists");
    assertThat(failed.status().athenaError().errorType()).isEqualTo(1110);
  }

  @Test
  void executionParametersTakeThePlaceOfQuestionMarks() {
    createPeople();
    String id =
        client
            .startQueryExecution(request ->
                request
                    .queryString("SELECT name FROM people WHERE id = ? AND name = ?")
                    .executionParameters("1", "'Ann'")
                    .clientRequestToken(UUID.randomUUID().toString())
                    .queryExecutionContext(context -> context.database(database))
                    .resultConfiguration(result -> result.outputLocation(root + "/out")))
            .queryExecutionId();
    assertThat(rows(finish(id))).containsExactly(row("name"), row("Ann"));
  }

  @Test
  void runtimeStatisticsTellTheRowsAndTheStages() {
    createPeople();
    QueryExecution execution = succeed("SELECT name, count(*) FROM people GROUP BY name");
    QueryRuntimeStatistics runtime =
        client
            .getQueryRuntimeStatistics(get -> get.queryExecutionId(execution.queryExecutionId()))
            .queryRuntimeStatistics();
    assertThat(runtime.timeline().totalExecutionTimeInMillis())
        .isEqualTo(execution.statistics().totalExecutionTimeInMillis());
    assertThat(runtime.timeline().queryPlanningTimeInMillis()).isNotNull();
    assertThat(runtime.rows().inputRows()).isEqualTo(3);
    assertThat(runtime.rows().inputBytes()).isPositive();
    assertThat(runtime.rows().outputRows()).isEqualTo(3);
    QueryStage stage = runtime.outputStage();
    assertThat(stage.stageId()).isZero();
    assertThat(stage.state()).isEqualTo("FINISHED");
    assertThat(stage.outputRows()).isEqualTo(3);
    assertThat(stage.queryStagePlan().name()).isEqualTo("Output");
    QueryStage leaf = stage;
    while (!leaf.subStages().isEmpty()) {
      leaf = leaf.subStages().getFirst();
    }
    assertThat(leaf.inputRows()).isEqualTo(3);
    assertThat(leaf.queryStagePlan().toString()).contains("TableScan", "people");
    assertThat(
            client
                .getQueryRuntimeStatistics(
                    get -> get.queryExecutionId(succeed("SELECT 1").queryExecutionId()))
                .queryRuntimeStatistics()
                .outputStage())
        .isNull();
  }

  @Test
  void literalsAreAnsweredAsIfWithoutAnEngine() throws IOException {
    QueryExecution literal = succeed("SELECT 1 AS a, 'x' AS b");
    assertThat(literal.statistics().queryPlanningTimeInMillis()).isNull();
    ObjectKey result = ObjectKey.parse(literal.resultConfiguration().outputLocation());
    assertThat(trino.objects().head(result).orElseThrow().contentType())
        .isEqualTo("binary/octet-stream");
    assertThat(text(result.uri() + ".metadata")).startsWith("\n$" + literal.queryExecutionId());
    QueryExecution planned = succeed("SELECT 1 + 1");
    assertThat(planned.statistics().queryPlanningTimeInMillis()).isNotNull();
    assertThat(
            trino
                .objects()
                .head(ObjectKey.parse(planned.resultConfiguration().outputLocation()))
                .orElseThrow()
                .contentType())
        .isEqualTo("application/octet-stream");
  }

  @Test
  void theBytesScannedCutoffCancels() {
    client.createWorkGroup(create ->
        create
            .name("small")
            .configuration(c ->
                c.bytesScannedCutoffPerQuery(10_000_000L)
                    .resultConfiguration(r -> r.outputLocation(root + "/out/"))));
    trino.put(database + "/big/a.csv", "0123456789abcde\n".repeat(700_000));
    succeed("CREATE EXTERNAL TABLE big (a string) LOCATION '" + root + "/big/'");
    QueryExecution cancelled =
        finish(
            client
                .startQueryExecution(request ->
                    request
                        .queryString("SELECT count(*) FROM big")
                        .workGroup("small")
                        .clientRequestToken(UUID.randomUUID().toString())
                        .queryExecutionContext(context -> context.database(database)))
                .queryExecutionId());
    assertThat(cancelled.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
    assertThat(cancelled.status().stateChangeReason())
        .isEqualTo("Bytes scanned limit was exceeded");
    assertThat(cancelled.statistics().dataScannedInBytes()).isGreaterThan(10_000_000);
    assertThat(rows(succeed("SELECT count(*) FROM big"))).contains(row("700000"));
  }

  @Test
  void stopEndsALongQuery() {
    String id =
        start(
            "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x),"
                + " UNNEST(sequence(1, 10000)) b(y), UNNEST(sequence(1, 10000)) c(z)"
                + " WHERE x * y + z = 7");
    while (get(id).status().state() == QueryExecutionState.QUEUED) {
      Thread.onSpinWait();
    }
    client.stopQueryExecution(stop -> stop.queryExecutionId(id));
    assertThat(get(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
    assertThat(rows(succeed("SELECT 1"))).contains(row("1"));
  }

  private void createPeople() {
    trino.put(database + "/people/a.csv", "1,Ann,\n2,Bob,\n3,Ceç \"x\",1.5\n");
    succeed(
        "CREATE EXTERNAL TABLE people (id int, name string, born double)"
            + " ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION '"
            + root
            + "/people/'");
  }

  private static @Nullable String[] row(@Nullable String... cells) {
    return cells;
  }

  private String start(String sql) {
    return client
        .startQueryExecution(request ->
            request
                .queryString(sql)
                .clientRequestToken(UUID.randomUUID().toString())
                .queryExecutionContext(context -> context.database(database))
                .resultConfiguration(result -> result.outputLocation(root + "/out/")))
        .queryExecutionId();
  }

  private QueryExecution get(String id) {
    return client.getQueryExecution(get -> get.queryExecutionId(id)).queryExecution();
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
    QueryExecution execution = finish(start(sql));
    assertThat(execution.status().state())
        .as(execution.status().stateChangeReason())
        .isEqualTo(QueryExecutionState.SUCCEEDED);
    return execution;
  }

  private QueryExecution fail(String sql) {
    QueryExecution execution = finish(start(sql));
    assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
    assertThat(execution.status().athenaError().errorMessage())
        .isEqualTo(execution.status().stateChangeReason());
    return execution;
  }

  private GetQueryResultsResponse results(QueryExecution execution) {
    return client.getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId()));
  }

  private List<@Nullable String[]> rows(QueryExecution execution) {
    return results(execution).resultSet().rows().stream().map(AthenaServiceTest::texts).toList();
  }

  private static @Nullable String[] texts(Row row) {
    return row.data().stream().map(Datum::varCharValue).toArray(String[]::new);
  }

  private String text(String uri) {
    try (InputStream in = Channels.newInputStream(trino.objects().read(ObjectKey.parse(uri)))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private boolean exists(ObjectKey key) {
    try {
      return trino.objects().head(key).map(ObjectHead::size).isPresent();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
