package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** Whatever a client sends, it gets an error that is its own fault, never a 500. */
@ExtendWith(SharedTarn.class)
final class BadInputWireTest {
  private static final String BUCKET = "bad-input";

  private final AwsClients clients;
  private final RawHttp raw;

  BadInputWireTest(AwsClients clients) {
    this.clients = clients;
    this.raw = new RawHttp(clients.endpoint());
    clients.s3().createBucket(request -> request.bucket(BUCKET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "", "null", "[]", "{\"Name\":}", "\"text\"", "{\"Name\":1}x", "\0"})
  void malformedJson(String body) throws IOException {
    RawHttp.Answer athena = raw.json("AmazonAthena.GetWorkGroup", body);
    assertThat(athena.status()).isEqualTo(400);
    assertThat(athena.text()).contains("{\"__type\":\"SerializationException\"");
    assertThat(raw.json("AWSGlue.GetTable", body).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "AWSGlue.Nope",
    "AWSGlue.getTable",
    "awsglue.GetTable",
    "AmazonAthena.Nope",
    "AmazonAthena.",
    "AmazonAthena",
    ".",
    "DynamoDB_20120810.ListTables",
  })
  void unknownOperation(String target) throws IOException {
    RawHttp.Answer answer = raw.json(target, "{}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).containsAnyOf("UnknownOperationException", "NotImplementedException");
  }

  @Test
  void everyOperationOfTheServicesSurvivesWrongBodies() throws IOException {
    List<String> failures = new ArrayList<>();
    for (String target : targets()) {
      for (String body :
          List.of(
              "{}",
              "[]",
              "{\"Name\":5}",
              "{\"Name\":{}}",
              "{\"DatabaseName\":[1]}",
              "{\"MaxResults\":-1}",
              "{\"NextToken\":\"nonsense\"}",
              "{\"Name\":\"\",\"DatabaseName\":\"\"}")) {
        RawHttp.Answer answer = raw.json(target, body);
        if (answer.status() >= 500) {
          failures.add(target + " " + body + " -> " + answer.text());
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  private static List<String> targets() {
    List<String> targets = new ArrayList<>();
    addTargets(targets, "AWSGlue", GlueClient.class);
    addTargets(targets, "AmazonAthena", AthenaClient.class);
    return targets;
  }

  private static void addTargets(List<String> targets, String prefix, Class<?> client) {
    for (Method method : client.getMethods()) {
      if (method.getParameterCount() == 1
          && method.getParameterTypes()[0].getSimpleName().endsWith("Request")
          && method.getReturnType().getSimpleName().endsWith("Response")) {
        String request = method.getParameterTypes()[0].getSimpleName();
        String operation = request.substring(0, request.length() - "Request".length());
        targets.add(prefix + "." + operation.replace("Ml", "ML"));
      }
    }
  }

  @Test
  void missingMembers() throws IOException {
    RawHttp.Answer query = raw.json("AmazonAthena.StartQueryExecution", "{}");
    assertThat(query.status()).isEqualTo(400);
    assertThat(query.text())
        .contains("InvalidRequestException", "INVALID_INPUT", "'queryString'", "must not be null");

    RawHttp.Answer table = raw.json("AWSGlue.GetTable", "{\"DatabaseName\":\"d\"}");
    assertThat(table.status()).isEqualTo(400);
    assertThat(table.text()).contains("must not be null");
  }

  @Test
  void missingDatabase() {
    assertThatThrownBy(
            () -> clients.glue().getTable(request -> request.databaseName("nowhere").name("t")))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Database nowhere not found.");
  }

  @Test
  void syntaxErrorIsSynchronous() {
    assertThatThrownBy(() -> session().start("SELEC 1"))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.athenaErrorCode()).isEqualTo("MALFORMED_QUERY");
            })
        .hasMessageContaining("line 1:1: mismatched input 'SELEC'");
  }

  @Test
  void missingTableFailsTheQuery() throws InterruptedException {
    clients.glue().createDatabase(request -> request.databaseInput(d -> d.name("empty_one")));

    QueryExecutionStatus status = session().run("SELECT * FROM empty_one.nothing").status();

    assertThat(status.state()).isEqualTo(QueryExecutionState.FAILED);
    assertThat(status.stateChangeReason())
        .isEqualTo(
            "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.empty_one.nothing' does not exist");
    assertThat(status.athenaError().errorCategory()).isEqualTo(2);
  }

  @Test
  void locationCannotLeaveItsBucket() throws InterruptedException {
    QueryExecutionStatus status =
        session()
            .run(
                "CREATE EXTERNAL TABLE default.up (a int) LOCATION 's3://"
                    + BUCKET
                    + "/../../../etc/'")
            .status();

    if (status.state() == QueryExecutionState.SUCCEEDED) {
      assertThat(session().run("SELECT * FROM default.up").status().state())
          .isIn(QueryExecutionState.SUCCEEDED, QueryExecutionState.FAILED);
      assertThat(session().run("SELECT count(*) FROM default.up").statistics().dataScannedInBytes())
          .isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bad-input/../../etc/passwd",
        "/bad-input/%2e%2e/%2e%2e/etc/passwd",
        "/bad-input/..%2f..%2fetc/passwd",
        "/../etc/passwd",
        "/%2e%2e/etc/passwd",
        "/..",
        "/bad-input/%00",
        "/bad-input/%ff%fe",
        "/bad-input/%zz",
        "/bad-input/%",
        "//",
        "///x",
        "/bad-input//",
        "/no-such-bucket/key",
        "/No_Such_Bucket!/key",
        "/bad-input?uploads&uploadId=x",
        "/bad-input/key?uploadId=nonsense",
        "/bad-input/key?partNumber=x&uploadId=y",
        "/bad-input/key?versionId=nonsense",
        "/bad-input?list-type=2&max-keys=x",
        "/bad-input?list-type=2&continuation-token=%00",
        "/bad-input?policy",
        "/bad-input?nonsense=%",
      })
  void oddPathsOfObjects(String path) throws IOException {
    for (String method : List.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "BREW")) {
      RawHttp.Answer answer = raw.send(method, path, "", "text/plain", "some text");
      // 501 NotImplemented is S3's own answer to what it knows and does not do.
      assertThat(answer.status())
          .as(method)
          .satisfiesAnyOf(
              status -> assertThat(status).isLessThan(500),
              status -> assertThat(status).isEqualTo(501));
      assertThat(answer.text()).doesNotContain("root:");
    }
  }

  @Test
  void missingBucket() {
    assertThatThrownBy(
            () -> clients.s3().getObjectAsBytes(r -> r.bucket("no-such-bucket").key("k")))
        .isInstanceOf(NoSuchBucketException.class);
    assertThatThrownBy(() -> clients.s3().listObjectsV2(r -> r.bucket("no-such-bucket")))
        .isInstanceOf(NoSuchBucketException.class);
  }

  @Test
  void resultsCannotGoToAMissingBucket() {
    AthenaSession session = new AthenaSession(clients.athena(), "s3://no-such-bucket/results/");

    assertThatThrownBy(() -> session.start("SELECT 1"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Unable to verify/create output bucket no-such-bucket");
  }

  private AthenaSession session() {
    return new AthenaSession(clients.athena(), "s3://" + BUCKET + "/results/");
  }
}
