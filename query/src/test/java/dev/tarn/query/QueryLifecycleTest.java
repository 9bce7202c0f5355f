package dev.tarn.query;

import static dev.tarn.query.FakeEngine.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.query.ddl.StatementFailure;
import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineFailure.Kind;
import dev.tarn.query.engine.EngineFailure.Position;
import dev.tarn.query.execution.QueryLimits;
import dev.tarn.storage.ObjectKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryResultType;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StatementType;
import software.amazon.awssdk.services.athena.model.TooManyRequestsException;

class QueryLifecycleTest {
  private static final List<EngineColumn> A_AND_B =
      List.of(new EngineColumn("a", "integer"), new EngineColumn("b", "varchar(1)"));

  @TempDir Path directory;
  private AthenaFixture athena;

  @BeforeEach
  void open() throws IOException {
    athena = new AthenaFixture(directory);
  }

  @AfterEach
  void close() throws IOException {
    athena.close();
  }

  @Test
  void selectLeavesCsvAndMetadataAndAnswersRowsWithHeader() throws IOException {
    athena.engine.answer(
        "SELECT 1", A_AND_B, List.of(row("1", "x"), row(null, ""), row("3", "q\"\n,")));

    QueryExecution execution = athena.run("SELECT 1");

    assertThat(execution.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
    assertThat(execution.statementType()).isEqualTo(StatementType.DML);
    assertThat(execution.substatementType()).isEqualTo("SELECT");
    assertThat(execution.workGroup()).isEqualTo("primary");
    assertThat(execution.engineVersion().effectiveEngineVersion())
        .isEqualTo("Athena engine version 3");
    String location = execution.resultConfiguration().outputLocation();
    assertThat(location).isEqualTo("s3://out/results/" + execution.queryExecutionId() + ".csv");
    assertThat(athena.text(location))
        .isEqualTo("\"a\",\"b\"\n\"1\",\"x\"\n,\"\"\n\"3\",\"q\"\"\n,\"\n");
    assertThat(athena.exists(location + ".metadata")).isTrue();
    assertThat(execution.statistics().dataScannedInBytes()).isZero();
    assertThat(execution.statistics().resultReuseInformation().reusedPreviousResult()).isFalse();

    GetQueryResultsResponse results = results(execution);
    assertThat(results.updateCount()).isZero();
    assertThat(results.nextToken()).isNull();
    assertThat(cells(results))
        .containsExactly(row("a", "b"), row("1", "x"), row(null, ""), row("3", "q\"\n,"));
    assertThat(results.resultSet().resultSetMetadata().columnInfo().get(1).precision())
        .isEqualTo(1);
  }

  @Test
  void emptyResultHasOnlyItsHeader() throws IOException {
    athena.engine.answer("SELECT none", A_AND_B, List.of());
    QueryExecution execution = athena.run("SELECT none");
    assertThat(athena.text(execution.resultConfiguration().outputLocation()))
        .isEqualTo("\"a\",\"b\"\n");
    assertThat(cells(results(execution))).containsExactly(row("a", "b"));
  }

  @Test
  void queriesWaitQueuedUntilTheEngineIsReadyAndCatalogStatementsDoNot() {
    athena.engine.holdStart();
    athena.engine.answer("SELECT 1", A_AND_B, List.of());
    String id = athena.start("SELECT 1");
    assertThat(athena.run("SHOW DATABASES").status().state())
        .isEqualTo(QueryExecutionState.SUCCEEDED);
    QueryExecution queued = athena.get(id);
    assertThat(queued.status().state()).isEqualTo(QueryExecutionState.QUEUED);
    assertThat(queued.status().completionDateTime()).isNull();
    assertThat(queued.statistics().queryQueueTimeInMillis()).isNotNull();
    assertThat(queued.statistics().engineExecutionTimeInMillis()).isNull();
    assertThat(queued.statistics().dataScannedInBytes()).isNull();

    athena.engine.finishStarting();
    assertThat(athena.finish(id).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
  }

  @Test
  void queriesFailWithTheReasonWhenTheEngineCannotStart() {
    athena.engine.holdStart();
    String id = athena.start("SELECT 1");
    athena.engine.failToStart("no memory");
    QueryExecution execution = athena.finish(id);
    assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
    assertThat(execution.status().stateChangeReason()).contains("no memory");
    assertThat(execution.status().athenaError().errorCategory()).isEqualTo(1);
  }

  @Test
  void failureHasReasonAndErrorAndLeavesNothing() throws IOException {
    athena.engine.fail(
        "SELECT x",
        new EngineFailure(
            "TABLE_NOT_FOUND",
            46,
            Kind.USER_ERROR,
            "Table 'awsdatacatalog.db.t' does not exist",
            Optional.of(new Position(1, 8)),
            null));
    QueryExecution execution = athena.run("SELECT x");
    String reason = "TABLE_NOT_FOUND: line 1:8: Table 'awsdatacatalog.db.t' does not exist";
    assertThat(execution.status().stateChangeReason()).isEqualTo(reason);
    assertThat(execution.status().athenaError().errorMessage()).isEqualTo(reason);
    assertThat(execution.status().athenaError().errorCategory()).isEqualTo(2);
    assertThat(execution.status().athenaError().errorType()).isEqualTo(1301);
    assertThat(execution.status().athenaError().retryable()).isFalse();
    assertThat(execution.resultConfiguration().outputLocation()).endsWith(".csv");
    assertThat(athena.written()).isEmpty();
    assertRefused(
        execution.queryExecutionId(),
        "INVALID_QUERY_EXECUTION_STATE",
        "Query did not finish successfully. Final query state: FAILED");
  }

  @Test
  void stoppedQueryIsCancelledAtOnceForGoodAndWithoutResults() throws IOException {
    athena.engine.block("SELECT wait");
    String id = athena.start("SELECT wait");
    athena.awaitRunning(id);
    assertRefused(
        id, "INVALID_QUERY_EXECUTION_STATE", "Query has not yet finished. Current state: RUNNING");

    athena.client().stopQueryExecution(stop -> stop.queryExecutionId(id));

    QueryExecution execution = athena.get(id);
    assertThat(execution.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
    assertThat(execution.status().stateChangeReason()).isEqualTo("Query cancelled by user");
    assertThat(execution.status().athenaError()).isNull();
    assertThat(athena.engine.queries().getFirst().isCancelled()).isTrue();
    assertRefused(id, "RESULT_NOT_FOUND", "Could not find results");
    athena.client().stopQueryExecution(stop -> stop.queryExecutionId(id));
    athena.restart();
    assertThat(athena.get(id)).isEqualTo(execution);
    assertThat(athena.written()).isEmpty();
  }

  @Test
  void stoppingAQueuedQueryKeepsItFromRunning() {
    athena.engine.holdStart();
    String id = athena.start("SELECT never");
    athena.client().stopQueryExecution(stop -> stop.queryExecutionId(id));
    athena.engine.finishStarting();
    athena.engine.answer("SELECT 1", A_AND_B, List.of());
    athena.run("SELECT 1");
    assertThat(athena.get(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
    assertThat(athena.engine.mostRunning()).isEqualTo(1);
  }

  @Test
  void cancelAndCompletionNeverBothWin() throws Exception {
    for (int i = 0; i < 300; i++) {
      CountDownLatch latch = athena.engine.block("SELECT race " + i);
      String id = athena.start("SELECT race " + i);
      athena.awaitRunning(id);
      Thread completion = Thread.startVirtualThread(latch::countDown);
      athena.client().stopQueryExecution(stop -> stop.queryExecutionId(id));
      QueryExecution first = athena.finish(id);
      completion.join();
      boolean cancelled = first.status().state() == QueryExecutionState.CANCELLED;
      assertThat(first.status().state())
          .isIn(QueryExecutionState.CANCELLED, QueryExecutionState.SUCCEEDED);
      assertThat(athena.exists(first.resultConfiguration().outputLocation())).isEqualTo(!cancelled);
      assertThat(athena.get(id)).isEqualTo(first);
    }
  }

  @Test
  void onlySoManyQueriesRunAtATimeAndTheOthersWaitInOrder() throws IOException {
    athena.close();
    athena =
        new AthenaFixture(directory, Clock.systemUTC(), new QueryLimits(2, 1, 5, Duration.ZERO));
    List<CountDownLatch> latches = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      latches.add(athena.engine.block("SELECT " + i));
      ids.add(athena.start("SELECT " + i));
    }
    assertThatThrownBy(() -> athena.start("SELECT 6"))
        .isInstanceOfSatisfying(
            TooManyRequestsException.class,
            e -> assertThat(e.reasonAsString()).isEqualTo("CONCURRENT_QUERY_LIMIT_EXCEEDED"));
    athena.awaitRunning(ids.get(1));
    assertThat(athena.get(ids.get(2)).status().state()).isEqualTo(QueryExecutionState.QUEUED);
    for (int i = 0; i < 5; i++) {
      athena.awaitRunning(ids.get(i));
      latches.get(i).countDown();
      athena.finish(ids.get(i));
    }
    assertThat(athena.engine.mostRunning()).isEqualTo(2);
  }

  @Test
  void resultObjectsSayHowTheyAreEncrypted() throws IOException {
    athena.engine.answer("SELECT 1", A_AND_B, List.of());
    var request =
        AthenaFixture.request("SELECT 1")
            .resultConfiguration(results ->
                results
                    .outputLocation(AthenaFixture.OUTPUT)
                    .encryptionConfiguration(
                        e -> e.encryptionOption(EncryptionOption.SSE_KMS).kmsKey("alias/k")));
    QueryExecution execution =
        athena.finish(athena.client().startQueryExecution(request.build()).queryExecutionId());
    String location = execution.resultConfiguration().outputLocation();
    for (String written : List.of(location, location + ".metadata")) {
      assertThat(athena.headers(written))
          .containsEntry("x-amz-server-side-encryption", "aws:kms")
          .containsEntry("x-amz-server-side-encryption-aws-kms-key-id", "alias/k");
    }
    assertThat(execution.resultConfiguration().encryptionConfiguration().kmsKey())
        .isEqualTo("alias/k");
    assertThatThrownBy(() ->
            athena
                .client()
                .getQueryResults(get ->
                    get.queryExecutionId(execution.queryExecutionId())
                        .queryResultType(QueryResultType.DATA_MANIFEST)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("DATA_MANIFEST is not supported");
  }

  @Test
  void aQueryThatHasJustStartedIsWaitedFor() throws Exception {
    athena.close();
    athena =
        new AthenaFixture(
            directory,
            Clock.systemUTC(),
            AthenaFixture.IMPATIENT.withPatience(Duration.ofMinutes(1)));
    CountDownLatch latch = athena.engine.block("SELECT soon");
    String id = athena.start("SELECT soon");
    Thread end =
        Thread.startVirtualThread(() -> {
          while (athena.engine.mostRunning() == 0) {
            Thread.onSpinWait();
          }
          latch.countDown();
        });
    assertThat(athena.get(id).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
    end.join();
  }

  @Test
  void explainAnswersItsLinesUnderAHeader() throws IOException {
    athena.engine.answer(
        "EXPLAIN q",
        List.of(new EngineColumn("Query Plan", "varchar(20)")),
        List.<@Nullable String[]>of(row("Fragment 0\n  Output")));
    QueryExecution execution = athena.run("EXPLAIN q");
    assertThat(athena.text(execution.resultConfiguration().outputLocation()))
        .isEqualTo("Query Plan\nFragment 0\n  Output\n");
    GetQueryResultsResponse results = results(execution);
    assertThat(results.updateCount()).isNull();
    assertThat(cells(results))
        .containsExactly(row("Query Plan"), row("Fragment 0"), row("  Output"), row(""));
  }

  @Test
  void insertAnswersACountAndListsItsFiles() throws IOException {
    athena.engine.on(
        "INSERT x",
        (sink, query) ->
            FakeEngine.wrote("INSERT", 2, List.of("s3://b/t/" + query.engineId() + "_u.parquet")));
    QueryExecution execution = athena.run("INSERT x");
    String location = execution.resultConfiguration().outputLocation();
    assertThat(location).endsWith("/" + execution.queryExecutionId());
    assertThat(athena.exists(location)).isFalse();
    assertThat(athena.text(location + ".metadata")).hasSize(75);
    String manifest = execution.statistics().dataManifestLocation();
    assertThat(manifest).isEqualTo(location + "-manifest.csv");
    assertThat(athena.text(manifest))
        .isEqualTo("s3://b/t/" + athena.engine.queries().getFirst().engineId() + "_u.parquet\n");
    GetQueryResultsResponse results = results(execution);
    assertThat(results.updateCount()).isEqualTo(2);
    assertThat(results.resultSet().rows()).isEmpty();
    assertThat(results.resultSet().resultSetMetadata().columnInfo().getFirst().name())
        .isEqualTo("rows");
  }

  @Test
  void createTableAsIsDdlWithManifestUnderTables() throws IOException {
    athena.engine.on("CTAS t", (sink, query) -> FakeEngine.wrote("CREATE TABLE", 0, List.of()));
    QueryExecution execution = athena.run("CTAS t");
    String location = execution.resultConfiguration().outputLocation();
    assertThat(execution.statementType()).isEqualTo(StatementType.DDL);
    assertThat(location).isEqualTo("s3://out/results/tables/" + execution.queryExecutionId());
    assertThat(athena.text(execution.statistics().dataManifestLocation())).isEmpty();
    assertThat(athena.text(location + ".metadata")).hasSize(81);
  }

  @Test
  void ddlOfTheEngineLeavesAnEmptyTextWhateverTheEngineAnswers() throws IOException {
    athena.engine.answer(
        "VIEW v",
        List.of(new EngineColumn("result", "boolean")),
        List.<@Nullable String[]>of(row("true")));
    QueryExecution execution = athena.run("VIEW v");
    String location = execution.resultConfiguration().outputLocation();
    assertThat(athena.text(location)).isEmpty();
    assertThat(athena.exists(location + ".metadata")).isFalse();
    GetQueryResultsResponse results = results(execution);
    assertThat(results.resultSet().rows()).isEmpty();
    assertThat(results.resultSet().resultSetMetadata().columnInfo()).isEmpty();
    assertThat(results.resultSet().resultSetMetadata().hasColumnInfo()).isTrue();
    assertThat(results.updateCount()).isNull();
  }

  @Test
  void utilityStatementsAnswerLinesWithoutHeader() throws IOException {
    QueryExecution execution = athena.run("SHOW DATABASES");
    assertThat(execution.statementType()).isEqualTo(StatementType.UTILITY);
    assertThat(athena.text(execution.resultConfiguration().outputLocation())).isEqualTo("a\nb");
    GetQueryResultsResponse results = results(execution);
    assertThat(results.updateCount()).isZero();
    assertThat(cells(results)).containsExactly(row("a"), row("b"));
  }

  @Test
  void failedHiveStatementLeavesItsReasonAndAnswersAnEmptyResult() throws IOException {
    athena.catalog(statement -> {
      throw new StatementFailure("FAILED: No such thing", 2, 1006, "No such thing.");
    });
    QueryExecution execution = athena.run("SHOW DATABASES");
    assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
    assertThat(execution.status().stateChangeReason()).isEqualTo("FAILED: No such thing");
    assertThat(execution.status().athenaError().errorMessage()).isEqualTo("No such thing.");
    assertThat(athena.text(execution.resultConfiguration().outputLocation()))
        .isEqualTo("FAILED: No such thing");
    assertThat(results(execution).resultSet().rows()).isEmpty();
  }

  @Test
  void preparedStatementsLiveInTheWorkGroup() {
    athena.engine.answer("SELECT 1", A_AND_B, List.<@Nullable String[]>of(row("1", "x")));
    assertThat(athena.run("PREPARE p1 SELECT 1").status().state())
        .isEqualTo(QueryExecutionState.SUCCEEDED);
    QueryExecution executed = athena.run("EXECUTE p1");
    assertThat(executed.substatementType()).isEqualTo("EXECUTE");
    assertThat(executed.query()).isEqualTo("EXECUTE p1");
    assertThat(cells(results(executed))).containsExactly(row("a", "b"), row("1", "x"));
    assertThat(athena.run("DEALLOCATE p1").status().state())
        .isEqualTo(QueryExecutionState.SUCCEEDED);
    assertThat(athena.run("EXECUTE p1").status().stateChangeReason())
        .isEqualTo("NOT_FOUND: Prepared statement not found: p1");
  }

  @Test
  void aDefectFailsTheQueryAndNotTheServer() {
    athena.engine.on(
        "SELECT bug",
        (sink, query) -> {
          throw new IllegalStateException("bug");
        });
    QueryExecution execution = athena.run("SELECT bug");
    assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
    assertThat(execution.status().athenaError().errorType()).isEqualTo(100);
  }

  @Test
  void resultsAreGoneWhenTheirObjectIs() throws IOException {
    athena.engine.answer("SELECT 1", A_AND_B, List.of());
    QueryExecution execution = athena.run("SELECT 1");
    athena.objects.delete(ObjectKey.parse(execution.resultConfiguration().outputLocation()));
    assertRefused(execution.queryExecutionId(), "RESULT_NOT_FOUND", "Could not find results");
  }

  private GetQueryResultsResponse results(QueryExecution execution) {
    return athena
        .client()
        .getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId()));
  }

  private void assertRefused(String id, String code, String message) {
    assertThatThrownBy(() -> athena.client().getQueryResults(get -> get.queryExecutionId(id)))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> {
              assertThat(e.athenaErrorCode()).isEqualTo(code);
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
            });
  }

  static List<@Nullable String[]> cells(GetQueryResultsResponse results) {
    return results.resultSet().rows().stream().map(QueryLifecycleTest::texts).toList();
  }

  private static @Nullable String[] texts(Row row) {
    return row.data().stream().map(Datum::varCharValue).toArray(String[]::new);
  }
}
