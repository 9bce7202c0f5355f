package dev.tarn.query;

import static dev.tarn.query.FakeEngine.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.query.engine.EngineColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.ListQueryExecutionsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.WorkGroupState;

/** Answers to good and bad requests; texts measured on the service. */
class QueryOperationsTest {
  private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

  @TempDir Path directory;
  private AthenaFixture athena;

  @BeforeEach
  void open() throws IOException {
    athena = new AthenaFixture(directory);
    athena.engine.answer(
        "SELECT 1",
        List.of(new EngineColumn("a", "integer")),
        List.<@Nullable String[]>of(row("1")));
  }

  @AfterEach
  void close() throws IOException {
    athena.close();
  }

  @Test
  void missingMembersAndLengthsAreListedTogether() {
    assertInvalid(
        () -> athena.client().startQueryExecution(start -> start.clientRequestToken("short")),
        "2 validation errors detected: Value null at 'queryString' failed to satisfy constraint:"
            + " Member must not be null; Value at 'clientRequestToken' failed to satisfy"
            + " constraint: Member must have length greater than or equal to 32");
    assertInvalid(
        () -> athena.start("x".repeat(262_145)),
        "1 validation error detected: Value at 'queryString' failed to satisfy constraint: Member"
            + " must have length less than or equal to 262144");
    assertInvalid(
        () -> athena.client().getQueryExecution(get -> {}),
        "1 validation error detected: Value null at 'queryExecutionId' failed to satisfy"
            + " constraint: Member must not be null");
    assertInvalid(
        () ->
            athena
                .client()
                .getQueryResults(get -> get.queryExecutionId(UNKNOWN).maxResults(0).nextToken("")),
        "2 validation errors detected: Value at 'nextToken' failed to satisfy constraint: Member"
            + " must have length greater than or equal to 1; Value at 'maxResults' failed to"
            + " satisfy constraint: Member must have value greater than or equal to 1");
  }

  @Test
  void tokenOfFewCharactersAndManyBytesIsTooLong() {
    StartQueryExecutionRequest request =
        AthenaFixture.request("SELECT 1").clientRequestToken("é".repeat(100)).build();
    assertInvalid(
        () -> athena.client().startQueryExecution(request),
        "clientRequestToken exceeds maximum allowed length 128");
  }

  @Test
  void unknownQueryIsNotFoundEverywhere() {
    String message = "QueryExecution " + UNKNOWN + " was not found";
    assertRefused(() -> athena.get(UNKNOWN), "QUERY_EXECUTION_NOT_FOUND", message);
    assertRefused(
        () -> athena.client().stopQueryExecution(stop -> stop.queryExecutionId(UNKNOWN)),
        "QUERY_EXECUTION_NOT_FOUND",
        message);
    assertRefused(
        () -> athena.client().getQueryResults(get -> get.queryExecutionId(UNKNOWN)),
        "QUERY_EXECUTION_NOT_FOUND",
        message);
    BatchGetQueryExecutionResponse batch =
        athena.client().batchGetQueryExecution(get -> get.queryExecutionIds(UNKNOWN));
    assertThat(batch.queryExecutions()).isEmpty();
    assertThat(batch.unprocessedQueryExecutionIds().getFirst().errorMessage()).isEqualTo(message);
  }

  @Test
  void resultPagesHaveAtMostAThousandRows() {
    String id = athena.run("SELECT 1").queryExecutionId();
    assertInvalid(
        () -> athena.client().getQueryResults(get -> get.queryExecutionId(id).maxResults(1001)),
        "MaxResults is more than maximum allowed length 1000");
    assertInvalid(
        () -> athena.client().getQueryResults(get -> get.queryExecutionId(id).nextToken("bad")),
        "Malformed nextPageToken bad");
  }

  @Test
  void resultsNeedAPlace() {
    StartQueryExecutionRequest request =
        AthenaFixture.request("SELECT 1").resultConfiguration(results -> {}).build();
    assertInvalid(
        () -> athena.client().startQueryExecution(request),
        "No output location provided. An output location is required either through the Workgroup"
            + " result configuration setting or as an API input.");
    for (String bad : List.of("out/x", "s3:/out", "https://out/x", "s3://", "s3:///x")) {
      assertInvalid(
          () -> athena.client().startQueryExecution(to(bad)),
          "outputLocation is not a valid S3 path.");
    }
    assertInvalid(
        () -> athena.client().startQueryExecution(to("s3://no-such-bucket/x")),
        "Unable to verify/create output bucket no-such-bucket");
  }

  @Test
  void slashAtTheEndOfTheLocationMakesNoDifference() {
    for (String same : List.of("s3://out", "s3://out/")) {
      String id = athena.client().startQueryExecution(to(same)).queryExecutionId();
      assertThat(athena.finish(id).resultConfiguration().outputLocation())
          .isEqualTo("s3://out/" + id + ".csv");
    }
  }

  @Test
  void workGroupMustExistAndBeEnabled() {
    StartQueryExecutionRequest request =
        AthenaFixture.request("SELECT 1").workGroup("team").build();
    assertInvalid(() -> athena.client().startQueryExecution(request), "WorkGroup is not found.");
    athena.client().createWorkGroup(create -> create.name("team"));
    athena
        .client()
        .updateWorkGroup(update -> update.workGroup("team").state(WorkGroupState.DISABLED));
    StartQueryExecutionRequest refused =
        AthenaFixture.request("SELECT 1").workGroup("team").build();
    assertInvalid(
        () -> athena.client().startQueryExecution(refused), "WorkGroup team is disabled.");
  }

  @Test
  void enforcingWorkGroupDecidesWhereResultsGo() {
    athena
        .client()
        .createWorkGroup(create ->
            create
                .name("team")
                .configuration(configuration ->
                    configuration.resultConfiguration(
                        results -> results.outputLocation("s3://out/team"))));
    String id =
        athena
            .client()
            .startQueryExecution(AthenaFixture.request("SELECT 1").workGroup("team").build())
            .queryExecutionId();
    QueryExecution execution = athena.finish(id);
    assertThat(execution.resultConfiguration().outputLocation())
        .isEqualTo("s3://out/team/" + id + ".csv");
    assertThat(execution.workGroup()).isEqualTo("team");
    assertInvalid(
        () ->
            athena
                .client()
                .startQueryExecution(
                    AthenaFixture.request("CTAS external").workGroup("team").build()),
        "The Create Table As Select query failed because it was submitted with an"
            + " 'external_location' property to an Athena Workgroup that enforces a centralized"
            + " output location for all queries. Please remove the 'external_location' property"
            + " and resubmit the query.");
  }

  @Test
  void enforcingWorkGroupWithoutLocationLeavesItToTheRequest() {
    athena
        .client()
        .createWorkGroup(create ->
            create
                .name("team")
                .configuration(configuration ->
                    configuration.resultConfiguration(results ->
                        results.encryptionConfiguration(
                            encryption -> encryption.encryptionOption("SSE_S3")))));
    String id =
        athena
            .client()
            .startQueryExecution(AthenaFixture.request("SELECT 1").workGroup("team").build())
            .queryExecutionId();
    ResultConfiguration results = athena.finish(id).resultConfiguration();
    assertThat(results.outputLocation()).startsWith("s3://out/");
    assertThat(results.encryptionConfiguration().encryptionOptionAsString()).isEqualTo("SSE_S3");
  }

  @Test
  void scanCutoffOfTheWorkGroupReachesTheEngine() {
    athena
        .client()
        .updateWorkGroup(update ->
            update
                .workGroup("primary")
                .configurationUpdates(updates -> updates.bytesScannedCutoffPerQuery(20_000_000L)));
    athena.run("SELECT 1");
    assertThat(athena.engine.queries().getFirst().request().sessionProperties())
        .containsEntry("query_max_scan_physical_bytes", "20000000B");
  }

  @Test
  void sameTokenStartsOneQuery() {
    String token = UUID.randomUUID().toString();
    StartQueryExecutionRequest request =
        AthenaFixture.request("SELECT 1").clientRequestToken(token).build();
    String id = athena.client().startQueryExecution(request).queryExecutionId();
    athena.finish(id);
    assertThat(athena.client().startQueryExecution(request).queryExecutionId()).isEqualTo(id);
    assertThat(
            athena
                .client()
                .startQueryExecution(request.toBuilder().executionParameters("1").build())
                .queryExecutionId())
        .isEqualTo(id);
    for (StartQueryExecutionRequest other :
        List.of(
            request.toBuilder().queryString("SELECT 1 ").build(),
            request.toBuilder().queryExecutionContext(c -> c.database("default")).build(),
            request.toBuilder().queryExecutionContext(c -> c.catalog("x")).build(),
            request.toBuilder().resultConfiguration(r -> r.outputLocation("s3://out")).build())) {
      assertRefused(
          () -> athena.client().startQueryExecution(other),
          "IDEMPOTENT_PARAMETER_MISMATCH",
          "Idempotent parameters do not match");
    }
  }

  @Test
  void refusedRequestDoesNotUseUpItsToken() {
    String token = UUID.randomUUID().toString();
    StartQueryExecutionRequest refused =
        to("s3://no-such-bucket/").toBuilder().clientRequestToken(token).build();
    assertThatThrownBy(() -> athena.client().startQueryExecution(refused))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(
            athena
                .client()
                .startQueryExecution(
                    AthenaFixture.request("SELECT 1").clientRequestToken(token).build())
                .queryExecutionId())
        .isNotEmpty();
  }

  @Test
  void manyClientsWithOneTokenGetOneQuery() throws Exception {
    StartQueryExecutionRequest request = AthenaFixture.request("SELECT 1").build();
    Set<String> ids = new HashSet<>();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> call = () -> athena.client().startQueryExecution(request).queryExecutionId();
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(clients.submit(call));
      }
      for (Future<String> answer : answers) {
        ids.add(answer.get());
      }
    }
    assertThat(ids).hasSize(1);
    athena.finish(ids.iterator().next());
    assertThat(athena.engine.queries()).hasSize(1);
  }

  @Test
  void listsNewestFirstInPagesPerWorkGroup() {
    List<String> started = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      started.addFirst(athena.start("SELECT 1"));
    }
    ListQueryExecutionsResponse first =
        athena.client().listQueryExecutions(list -> list.maxResults(5));
    assertThat(first.queryExecutionIds()).isEqualTo(started.subList(0, 5));
    ListQueryExecutionsResponse second =
        athena
            .client()
            .listQueryExecutions(list -> list.maxResults(5).nextToken(first.nextToken()));
    assertThat(second.queryExecutionIds()).isEqualTo(started.subList(5, 7));
    assertThat(second.nextToken()).isNull();
    assertInvalid(
        () -> athena.client().listQueryExecutions(list -> list.nextToken("x")),
        "The nextPageToken is malformed: x");
    assertInvalid(
        () -> athena.client().listQueryExecutions(list -> list.workGroup("none")),
        "WorkGroup is not found.");
  }

  @Test
  void contextIsShownAsSentWithTheCatalogInLowerCase() {
    String id =
        athena
            .client()
            .startQueryExecution(
                AthenaFixture.request("SELECT 1")
                    .queryExecutionContext(c -> c.catalog("AwsDataCatalog").database("MyDb"))
                    .build())
            .queryExecutionId();
    QueryExecution execution = athena.finish(id);
    assertThat(execution.queryExecutionContext().catalog()).isEqualTo("awsdatacatalog");
    assertThat(execution.queryExecutionContext().database()).isEqualTo("MyDb");
    assertThat(athena.run("SELECT 1").queryExecutionContext()).isNotNull();
    assertThat(athena.engine.queries().getFirst().request().schema()).contains("mydb");
  }

  @Test
  void runtimeStatisticsOfATrivialQueryAreATimeline() {
    String id = athena.run("SELECT 1").queryExecutionId();
    var statistics =
        athena
            .client()
            .getQueryRuntimeStatistics(get -> get.queryExecutionId(id))
            .queryRuntimeStatistics();
    assertThat(statistics.timeline().totalExecutionTimeInMillis()).isNotNull();
    assertThat(statistics.rows()).isNull();
  }

  private static StartQueryExecutionRequest to(String location) {
    return AthenaFixture.request("SELECT 1")
        .resultConfiguration(results -> results.outputLocation(location))
        .build();
  }

  private static void assertInvalid(ThrowingCallable call, String message) {
    assertRefused(call, "INVALID_INPUT", message);
  }

  private static void assertRefused(ThrowingCallable call, String code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
              assertThat(e.athenaErrorCode()).isEqualTo(code);
              assertThat(e.statusCode()).isEqualTo(400);
            });
  }
}
