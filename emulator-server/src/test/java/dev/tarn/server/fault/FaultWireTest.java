package dev.tarn.server.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.server.Tarn;
import dev.tarn.server.TarnConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.s3.S3Client;

/** Faults as a client meets them, with the retries of the AWS SDK and without. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FaultWireTest {
  private static final String BUCKET = "faulty";

  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final HttpClient plain = HttpClient.newHttpClient();
  private final Tarn tarn;
  private final S3Client s3;
  private final GlueClient glue;
  private final AthenaClient athena;

  FaultWireTest(@TempDir Path data) throws IOException {
    tarn = Tarn.start(TarnConfig.defaults().withPort(0).withDataDirectory(data));
    s3 = at(S3Client.builder(), 3).forcePathStyle(true).httpClient(http).build();
    glue = at(GlueClient.builder(), 3).httpClient(http).build();
    athena = at(AthenaClient.builder(), 1).httpClient(http).build();
    s3.createBucket(request -> request.bucket(BUCKET));
  }

  @BeforeEach
  void allIsWell() {
    tarn.faults().clear();
  }

  @AfterAll
  void stop() {
    athena.close();
    glue.close();
    s3.close();
    plain.close();
    http.close();
    tarn.close();
  }

  @Test
  void theSdkRetriesWhatIsThrottled() {
    tarn.faults().add(Fault.throttle("glue", "GetDatabases").times(2));
    tarn.faults().add(Fault.throttle("s3", "PutObject").times(2));

    assertThat(glue.getDatabases(request -> {}).hasDatabaseList()).isTrue();
    s3.putObject(r -> r.bucket(BUCKET).key("retried"), RequestBody.fromString("x"));

    assertThat(tarn.faults().list()).allSatisfy(fault -> assertThat(fault.calls()).isEqualTo(3));
  }

  @Test
  void retriesEndAndTheErrorIsThatOfTheService() {
    tarn.faults().add(Fault.throttle("s3", ""));
    assertThatThrownBy(() -> s3.listBuckets())
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
              assertThat(e.statusCode()).isEqualTo(503);
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("Please reduce your request rate.");
            });
    assertThat(tarn.faults().list().getFirst().calls()).isEqualTo(3);
  }

  @Test
  void theNthCallFailsWithTheChosenError() {
    tarn.faults()
        .add(
            Fault.error("glue", "GetTables", "ConcurrentModificationException", 400)
                .after(2)
                .times(1));
    glue.createDatabase(r -> r.databaseInput(d -> d.name("nth")));
    glue.getTables(r -> r.databaseName("nth"));
    glue.getTables(r -> r.databaseName("nth"));

    assertThatThrownBy(() -> glue.getTables(r -> r.databaseName("nth")))
        .isInstanceOf(ConcurrentModificationException.class)
        .hasMessageContaining("A fault that was asked for.");

    glue.getTables(r -> r.databaseName("nth"));
  }

  @Test
  void aBrokenConnectionIsRetriedToo() {
    tarn.faults().add(Fault.reset("s3", "ListBuckets").times(1));
    assertThat(s3.listBuckets().buckets()).isNotEmpty();

    tarn.faults().clear();
    tarn.faults().add(Fault.reset("s3", "ListBuckets"));
    assertThatThrownBy(s3::listBuckets).isInstanceOf(SdkClientException.class);
  }

  @Test
  void aDelayIsWaitedFor() {
    tarn.faults().add(Fault.delay("glue", "GetDatabases", Duration.ofMillis(200)).times(1));
    long start = System.nanoTime();
    glue.getDatabases(request -> {});
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(199));
  }

  @Test
  void theClockStandsStillOrIsWrong() {
    Instant then = Instant.parse("2020-02-29T12:00:00Z");
    long frozen = tarn.faults().add(Fault.frozenClock(then));
    glue.createDatabase(r -> r.databaseInput(d -> d.name("of_then")));
    assertThat(glue.getDatabase(r -> r.name("of_then")).database().createTime()).isEqualTo(then);

    tarn.faults().remove(frozen);
    glue.createDatabase(r -> r.databaseInput(d -> d.name("of_now")));
    assertThat(glue.getDatabase(r -> r.name("of_now")).database().createTime())
        .isAfter(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CREATE DATABASE held", "SELECT 1"})
  void queriesWaitAndRunAsLongAsItIsAskedFor(String sql) throws Exception {
    tarn.awaitReady();
    long queued = tarn.faults().add(Fault.holdQueued(Duration.ofMinutes(10)));
    String waiting = start(sql);
    assertThat(state(waiting)).isEqualTo(QueryExecutionState.QUEUED);
    athena.stopQueryExecution(r -> r.queryExecutionId(waiting));
    assertThat(state(waiting)).isEqualTo(QueryExecutionState.CANCELLED);

    tarn.faults().remove(queued);
    tarn.faults().add(Fault.holdRunning(Duration.ofMinutes(10)));
    String running = start(sql);
    while (state(running) == QueryExecutionState.QUEUED) {
      Thread.onSpinWait();
    }
    assertThat(state(running)).isEqualTo(QueryExecutionState.RUNNING);
    athena.stopQueryExecution(r -> r.queryExecutionId(running));
    assertThat(state(running)).isEqualTo(QueryExecutionState.CANCELLED);
    assertThat(glue.getDatabases(r -> {}).databaseList()).noneMatch(d -> d.name().equals("held"));
  }

  private String start(String sql) {
    return athena
        .startQueryExecution(r ->
            r.queryString(sql)
                .resultConfiguration(c -> c.outputLocation("s3://" + BUCKET + "/results/")))
        .queryExecutionId();
  }

  private QueryExecutionState state(String id) {
    QueryExecution execution =
        athena.getQueryExecution(r -> r.queryExecutionId(id)).queryExecution();
    return execution.status().state();
  }

  @Test
  void faultsAreAddedListedAndRemovedOverHttp() throws Exception {
    String added =
        send(
            faults("")
                .POST(
                    BodyPublishers.ofString(
                        "{\"action\":\"error\",\"service\":\"s3\",\"operation\":\"HeadBucket\","
                            + "\"code\":\"InternalError\",\"after\":1,\"times\":1}")));
    assertThat(added).startsWith("201 {\"id\":").contains("\"status\":500", "\"calls\":0");
    String id = added.substring(added.indexOf(':') + 1, added.indexOf(','));

    assertThat(send(faults("").GET())).startsWith("200").contains("\"HeadBucket\"");
    assertThat(send(faults("/" + id).DELETE())).startsWith("204");
    assertThat(send(faults("/" + id).DELETE())).startsWith("404");
    assertThat(send(faults("").GET())).doesNotContain("HeadBucket");
    tarn.faults().add(Fault.throttle("s3", ""));
    assertThat(send(faults("").DELETE())).startsWith("204");
    assertThat(tarn.faults().list()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          | not JSON
          [] | a fault is a JSON object
          {} | action must be one of
          {"action":"explode"} | action must be one of
          {"action":"error"} | code is missing
          {"action":"error","code":"X","status":200} | status must be from 400 to 599
          {"action":"delay"} | milliseconds is missing
          {"action":"delay","milliseconds":"x"} | milliseconds must be a whole number
          {"action":"reset","times":-1} | times must be from 0
          {"action":"reset","colour":"red"} | unknown members [colour]
          {"action":"reset","service":{}} | service must be a text or a number
          {"action":"clock"} | a clock needs either
          {"action":"clock","at":"noon"} | at must be a time
          """)
  void whatIsNoFaultIsExplained(String body, String expected) throws Exception {
    String text = body == null ? "" : body;
    if (text.isEmpty()) {
      assertThat(send(faults("").POST(BodyPublishers.ofString("{")))).startsWith("400");
      return;
    }
    assertThat(send(faults("").POST(BodyPublishers.ofString(text))))
        .startsWith("400")
        .contains(expected);
    assertThat(tarn.faults().list()).isEmpty();
  }

  @Test
  void webPagesOfOtherSitesChangeNothing() throws Exception {
    String fault = "{\"action\":\"reset\"}";
    String own = tarn.endpoint().toString();
    for (String[] header :
        new String[][] {
          {"Origin", "https://evil.example"},
          {"Origin", "null"},
          {"Sec-Fetch-Site", "cross-site"},
          {"Sec-Fetch-Site", "same-site"},
        }) {
      assertThat(send(faults("").header(header[0], header[1]).POST(BodyPublishers.ofString(fault))))
          .as(header[1])
          .startsWith("403");
      assertThat(send(faults("").header(header[0], header[1]).DELETE())).startsWith("403");
    }
    assertThat(tarn.faults().list()).isEmpty();
    assertThat(send(faults("").header("Origin", own).POST(BodyPublishers.ofString(fault))))
        .startsWith("201");
    assertThat(send(faults("").method("PUT", BodyPublishers.ofString(fault)))).startsWith("405");
  }

  private HttpRequest.Builder faults(String suffix) {
    return HttpRequest.newBuilder(tarn.endpoint().resolve("/_tarn/faults" + suffix));
  }

  private String send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = plain.send(request.build(), BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  private <B extends AwsClientBuilder<B, ?>> B at(B builder, int attempts) {
    return builder
        .endpointOverride(tarn.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .overrideConfiguration(c ->
            c.retryStrategy(
                StandardRetryStrategy.builder()
                    .maxAttempts(attempts)
                    .backoffStrategy(BackoffStrategy.retryImmediately())
                    .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                    .build()));
  }
}
