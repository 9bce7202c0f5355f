package dev.tarn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Forgetting everything without a new start. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ResetWireTest {
  private static final String ROWS = "1,Wildspitze\n2,Similaun\n";

  private Tarn tarn;
  private Path data;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    data = directory;
    tarn = Tarn.start(TarnConfig.defaults().withPort(0).withDataDirectory(data));
    tarn.awaitReady();
  }

  @AfterAll
  void stop() {
    tarn.close();
  }

  @Test
  void everythingIsGoneAndQueriesSeeWhatComesAfter() throws Exception {
    String before = fillAndCount(ROWS);
    assertThat(results(before)).contains("{\"VarCharValue\":\"2\"}");

    tarn.reset();

    assertThat(call("AWSGlue.GetDatabases", "{}")).contains("\"DatabaseList\":[]");
    assertThat(send("GET", "/", "").body()).doesNotContain("<Bucket>");
    assertThat(call("AmazonAthena.ListQueryExecutions", "{}")).doesNotContain(before);
    assertThat(call("AmazonAthena.GetQueryExecution", "{\"QueryExecutionId\":\"" + before + "\"}"))
        .contains("InvalidRequestException");

    String after = fillAndCount(ROWS + "3,Weisskugel\n");
    assertThat(results(after)).contains("{\"VarCharValue\":\"3\"}");
  }

  @Test
  void aQueryThatRunsIsCancelledAndTheNextOneRuns() throws Exception {
    send("PUT", "/results", "");
    start(
        "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x), UNNEST(sequence(1, 10000)) b(y),"
            + " UNNEST(sequence(1, 1000)) c(z)");

    tarn.reset();

    send("PUT", "/results", "");
    assertThat(results(finish(start("SELECT 41 + 1")))).contains("{\"VarCharValue\":\"42\"}");
  }

  @Test
  void overHttpOnlyAPostOfAProgramResets() throws Exception {
    send("PUT", "/kept", "");

    assertThat(send("GET", "/_tarn/reset", "").statusCode()).isEqualTo(405);
    HttpRequest fromPage =
        HttpRequest.newBuilder(tarn.endpoint().resolve("/_tarn/reset"))
            .header("Origin", "http://elsewhere.example")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(send(fromPage).statusCode()).isEqualTo(403);
    assertThat(send("HEAD", "/kept", "").statusCode()).isEqualTo(200);

    assertThat(send("POST", "/_tarn/reset", "").statusCode()).isEqualTo(204);
    assertThat(send("HEAD", "/kept", "").statusCode()).isEqualTo(404);
  }

  @Test
  void theDirectoryIsLeftAsANewOne() throws Exception {
    send("PUT", "/bucket", "");
    send("PUT", "/bucket/key", "text");

    tarn.reset();

    assertThat(data.resolve("objects/bucket")).doesNotExist();
    assertThat(data.resolve("tarn.lock")).exists();
  }

  @Test
  void whatAKilledProcessHadSetAsideIsDeletedAtTheNextStart(@TempDir Path other) throws Exception {
    Files.createDirectories(other.resolve("reset-7/objects/bucket"));
    Files.writeString(other.resolve("reset-7/objects/bucket/key"), "text");

    try (DataDirectory opened = DataDirectory.open(other)) {
      assertThat(opened).isNotNull();
    }

    try (Stream<Path> children = Files.list(other)) {
      assertThat(children.map(child -> child.getFileName().toString()).toList())
          .isEqualTo(List.of("tarn.lock"));
    }
  }

  /** Makes a bucket, a database and a table of the rows, and counts them. */
  private String fillAndCount(String rows) throws Exception {
    send("PUT", "/lake", "");
    send("PUT", "/results", "");
    send("PUT", "/lake/peaks/peaks.csv", rows);
    call("AWSGlue.CreateDatabase", "{\"DatabaseInput\":{\"Name\":\"alps\"}}");
    finish(
        start(
            "CREATE EXTERNAL TABLE alps.peaks (id int, peak string) ROW FORMAT DELIMITED"
                + " FIELDS TERMINATED BY ',' LOCATION 's3://lake/peaks/'"));
    return finish(start("SELECT count(*) FROM alps.peaks"));
  }

  private String start(String sql) throws Exception {
    String answer =
        call(
            "AmazonAthena.StartQueryExecution",
            "{\"QueryString\":\""
                + sql
                + "\",\"ClientRequestToken\":\""
                + UUID.randomUUID()
                + "\",\"ResultConfiguration\":{\"OutputLocation\":\"s3://results/\"}}");
    return answer.split("\"", -1)[3];
  }

  private String finish(String id) throws Exception {
    String query = "{\"QueryExecutionId\":\"" + id + "\"}";
    String answer;
    do {
      answer = call("AmazonAthena.GetQueryExecution", query);
      Thread.onSpinWait();
    } while (answer.contains("\"QUEUED\"") || answer.contains("\"RUNNING\""));
    assertThat(answer).contains("\"SUCCEEDED\"");
    return id;
  }

  private String results(String id) throws Exception {
    return call("AmazonAthena.GetQueryResults", "{\"QueryExecutionId\":\"" + id + "\"}");
  }

  private String call(String target, String body) throws Exception {
    return send(HttpRequest.newBuilder(tarn.endpoint())
            .header("X-Amz-Target", target)
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build())
        .body();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    URI uri = tarn.endpoint().resolve(path);
    return send(
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
