package dev.tarn.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetDatabasesRequest;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.GlueException;

class OperationTableTest {
  private static final ServiceModel GLUE = ServiceModel.of(GlueClient.class, "Glue", "AWSGlue");
  private static final ServiceModel ATHENA =
      ServiceModel.of(AthenaClient.class, "Athena", "AmazonAthena");

  private final OperationTable table =
      OperationTable.builder(GLUE)
          .requestIds(() -> "request-1")
          .add(GetDatabaseRequest.class, OperationTableTest::getDatabase)
          .add(GetDatabasesRequest.class, OperationTableTest::getDatabases)
          .build();
  private final GlueClient client = table.inProcessClient(GlueClient.class);

  private static GetDatabaseResponse getDatabase(GetDatabaseRequest request) {
    if (request.name().equals("missing")) {
      throw EntityNotFoundException.builder().message("Database missing not found.").build();
    }
    if (request.name().equals("coded")) {
      throw AwsErrors.of("EntityNotFoundException", "by code", 400);
    }
    return GetDatabaseResponse.builder().database(database(request.name())).build();
  }

  private static GetDatabasesResponse getDatabases(GetDatabasesRequest request) {
    return request.nextToken() == null
        ? GetDatabasesResponse.builder().databaseList(database("a")).nextToken("2").build()
        : GetDatabasesResponse.builder().databaseList(database("b")).build();
  }

  private static Database database(String name) {
    return Database.builder().name(name).build();
  }

  @Test
  void callsGoToTheHandlerWithoutHttp() {
    assertThat(client.getDatabase(request -> request.name("x")).database().name()).isEqualTo("x");
    assertThat(client.getDatabase(GetDatabaseRequest.builder().name("y").build()).database().name())
        .isEqualTo("y");
    assertThat(client.serviceName()).isEqualTo("glue");
    assertThat(Set.of(client)).contains(client);
    assertThat(client).hasToString("InProcessClient[Glue]");
    client.close();
    assertThat(client.getDatabase(request -> request.name("x")).database().name()).isEqualTo("x");
  }

  @Test
  void sectionsAreAddedWhenAnOperationIsNotInThoseBefore() {
    List<String> added = new ArrayList<>();
    OperationTable inSections =
        OperationTable.builder(GLUE)
            .section(section -> {
              added.add("first");
              section.add(GetDatabaseRequest.class, OperationTableTest::getDatabase);
            })
            .section(section -> {
              added.add("second");
              section.add(GetDatabasesRequest.class, OperationTableTest::getDatabases);
            })
            .section(section -> added.add("third"))
            .build();
    assertThat(added).isEmpty();
    assertThat(inSections.operation("GetDatabase"))
        .get()
        .extracting("name")
        .isEqualTo("GetDatabase");
    inSections.invoke(GetDatabaseRequest.builder().name("x").build());
    assertThat(added).containsExactly("first");
    inSections.invoke(GetDatabasesRequest.builder().build());
    assertThat(added).containsExactly("first", "second");
    assertThat(inSections.operation("DeleteDatabase")).as("without a handler").isPresent();
    assertThat(inSections.operation("NoSuchOperation")).isEmpty();
    assertThat(added).containsExactly("first", "second", "third");
    assertThat(inSections.implementedOperations()).containsExactly("GetDatabase", "GetDatabases");
    assertThat(inSections.isImplemented("DeleteDatabase")).isFalse();
  }

  @Test
  void whatCouldNotBeAddedIsNotUnknown() {
    List<String> tries = new ArrayList<>();
    OperationTable inSections =
        OperationTable.builder(GLUE)
            .section(section -> {
              tries.add("once more");
              if (tries.size() == 1) {
                throw new IllegalStateException("on purpose");
              }
              section.add(GetDatabaseRequest.class, OperationTableTest::getDatabase);
            })
            .build();
    GetDatabaseRequest request = GetDatabaseRequest.builder().name("x").build();
    assertThatIllegalStateException().isThrownBy(() -> inSections.invoke(request));
    assertThat(inSections.invoke(request)).isEqualTo(getDatabase(request));
    assertThat(inSections.isImplemented("GetDatabases")).isFalse();
    assertThat(tries).hasSize(2);
  }

  @Test
  void theFirstCallsOfManyThreadsAllFindTheirHandler() throws Exception {
    OperationTable inSections =
        OperationTable.builder(GLUE)
            .section(section -> {})
            .section(
                section -> section.add(GetDatabaseRequest.class, OperationTableTest::getDatabase))
            .build();
    GetDatabaseRequest request = GetDatabaseRequest.builder().name("x").build();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<AwsResponse>> answers =
          threads.invokeAll(Collections.nCopies(100, () -> inSections.invoke(request)));
      for (Future<AwsResponse> answer : answers) {
        assertThat(answer.get()).isEqualTo(getDatabase(request));
      }
    }
  }

  @Test
  void paginatorsWork() {
    assertThat(
            client.getDatabasesPaginator(request -> {}).stream()
                .flatMap(page -> page.databaseList().stream()))
        .extracting(Database::name)
        .containsExactly("a", "b");
  }

  @Test
  void exceptionsLookLikeTheHttpClients() {
    assertThatExceptionOfType(EntityNotFoundException.class)
        .isThrownBy(() -> client.getDatabase(request -> request.name("missing")))
        .satisfies(e -> {
          assertThat(e.statusCode()).isEqualTo(400);
          assertThat(e.requestId()).isEqualTo("request-1");
          assertThat(e.awsErrorDetails().errorCode()).isEqualTo("EntityNotFoundException");
          assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Database missing not found.");
          assertThat(e.awsErrorDetails().serviceName()).isEqualTo("Glue");
          assertThat(e.awsErrorDetails().sdkHttpResponse().statusCode()).isEqualTo(400);
          assertThat(e.getMessage())
              .isEqualTo(
                  "Database missing not found."
                      + " (Service: Glue, Status Code: 400, Request ID: request-1)");
          assertThat(e.getStackTrace()[0].getMethodName()).isNotEqualTo("complete");
        });
  }

  @Test
  void anErrorByCodeBecomesTheModelledClass() {
    assertThatExceptionOfType(EntityNotFoundException.class)
        .isThrownBy(() -> client.getDatabase(request -> request.name("coded")))
        .satisfies(e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("by code"));
  }

  @Test
  void anOperationWithoutHandlerIsRefusedByNameAndCounted() {
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(GlueException.class)
          .isThrownBy(() -> client.getMLTransform(request -> request.transformId("t")))
          .satisfies(e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotImplementedException");
            assertThat(e.awsErrorDetails().errorMessage()).contains("Glue GetMLTransform");
            assertThat(e.statusCode()).isEqualTo(400);
          });
    }
    assertThat(table.refusedCalls()).containsOnlyKeys("GetMLTransform").containsValue(2L);
  }

  @Test
  void knowsWhatIsImplemented() {
    assertThat(table.implementedOperations()).containsExactly("GetDatabase", "GetDatabases");
    assertThat(table.isImplemented("GetDatabase")).isTrue();
    assertThat(table.isImplemented("getDatabase")).isFalse();
    assertThat(table.isImplemented("CreateDatabase")).isFalse();
    assertThat(GLUE.operations()).hasSizeGreaterThan(250);
    assertThat(GLUE.operation("GetMLTransform")).isPresent();
    for (String unknown :
        List.of(
            "", "GetMlTransform", "getDatabase", "Glue", "Nope", "../GetTable", "a.b", "Tàble")) {
      assertThat(GLUE.operation(unknown)).as(unknown).isEmpty();
    }
    assertThat(GLUE.error("KMSKeyNotAccessibleFault")).isPresent();
    for (String unknown : List.of("", "GlueException", "Glue", "KmsKeyNotAccessibleException")) {
      assertThat(GLUE.error(unknown)).as(unknown).isEmpty();
    }
  }

  @Test
  void refusesRequestsOfAnotherServiceAndDoubleRegistration() {
    StartQueryExecutionRequest foreign = StartQueryExecutionRequest.builder().build();
    assertThatIllegalArgumentException().isThrownBy(() -> table.invoke(foreign));
    OperationTable.Builder builder =
        OperationTable.builder(GLUE).add(GetDatabaseRequest.class, OperationTableTest::getDatabase);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add(GetDatabaseRequest.class, OperationTableTest::getDatabase))
        .withMessageContaining("GetDatabase is registered twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            builder.add(
                StartQueryExecutionRequest.class,
                request -> StartQueryExecutionResponse.builder().build()));
  }

  @Test
  void idempotencyTokensAreFilledInAsTheHttpClientDoes() {
    List<String> tokens = new ArrayList<>();
    AthenaClient athena =
        OperationTable.builder(ATHENA)
            .add(
                StartQueryExecutionRequest.class,
                request -> {
                  tokens.add(request.clientRequestToken());
                  return StartQueryExecutionResponse.builder().build();
                })
            .build()
            .inProcessClient(AthenaClient.class);
    athena.startQueryExecution(request -> request.queryString("SELECT 1"));
    athena.startQueryExecution(request -> request.clientRequestToken("mine"));
    assertThat(tokens.getFirst()).hasSize(36);
    assertThat(tokens.getLast()).isEqualTo("mine");
  }

  @Test
  void membersOfAModelledExceptionAreKept() {
    AthenaClient athena =
        OperationTable.builder(ATHENA)
            .add(
                StartQueryExecutionRequest.class,
                request -> {
                  throw InvalidRequestException.builder()
                      .athenaErrorCode("MALFORMED_QUERY")
                      .message("line 1:1")
                      .build();
                })
            .build()
            .inProcessClient(AthenaClient.class);
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> athena.startQueryExecution(request -> request.queryString("x")))
        .satisfies(e -> assertThat(e.athenaErrorCode()).isEqualTo("MALFORMED_QUERY"));
    assertThatExceptionOfType(AthenaException.class)
        .isThrownBy(() -> athena.listWorkGroups(request -> {}));
  }
}
