package dev.tarn.server.observation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tarn.server.EdgeConfig;
import dev.tarn.server.Tarn;
import dev.tarn.server.TarnConfig;
import dev.tarn.server.signature.AuthConfig;
import dev.tarn.server.tls.TlsConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The request log and the metrics, of one server that is used and then closed. */
final class ObservationWireTest {
  private static final String KEY = "/observed/some%20key?X-Amz-Signature=secret&partNumber=1";

  @TempDir Path directory;

  @Test
  void requestsAreLoggedAndCounted() throws Exception {
    Path log = directory.resolve("log").resolve("requests.jsonl");
    TarnConfig config =
        TarnConfig.defaults()
            .withPort(0)
            .withDataDirectory(directory.resolve("data"))
            .withEdge(
                new EdgeConfig(AuthConfig.NONE, TlsConfig.DEFAULT, Optional.of(log.toString())));
    String glueId;
    String s3Id;
    String metrics;
    String refused;
    try (HttpClient http = HttpClient.newHttpClient();
        Tarn tarn = Tarn.start(config)) {
      glueId = header(glue(http, tarn, "AWSGlue.GetDatabases"), "x-amzn-requestid");
      glue(http, tarn, "AWSGlue.GetDatabase");
      glue(http, tarn, "AWSGlue.CreateJob");
      glue(http, tarn, "DynamoDB_20120810.ListTables");
      s3Id = header(get(http, tarn, KEY), "x-amz-request-id");
      sendNonsense(tarn);
      refused = get(http, tarn, "/_tarn/refused").body();
      metrics = get(http, tarn, "/_tarn/metrics").body();
    }

    assertThat(metrics)
        .contains(
            """
            tarn_requests_total{service="glue",operation="GetDatabases",status="200"} 1
            """,
            """
            tarn_requests_total{service="glue",operation="GetDatabase",status="400"} 1
            """,
            """
            tarn_requests_total{service="s3",operation="GetObject",status="404"} 1
            """,
            """
            tarn_request_duration_seconds_bucket{service="glue",operation="GetDatabases",le="+Inf"} 1
            """,
            """
            tarn_refused_calls_total{service="DynamoDB_20120810",operation="ListTables"} 1
            """,
            "tarn_jvm_memory_used_bytes{area=\"heap\"} ")
        .containsPattern("(?m)^tarn_request_duration_seconds_count\\{service=\"s3\".*} 1$");
    assertThat(refused).contains("\"operation\" : \"ListTables\"", "\"calls\" : 1");

    List<Map<String, String>> lines = Files.readAllLines(log).stream().map(this::parse).toList();
    assertThat(lines)
        .anySatisfy(line ->
            assertThat(line)
                .containsEntry("requestId", glueId)
                .containsEntry("service", "glue")
                .containsEntry("operation", "GetDatabases")
                .containsEntry("status", "200")
                .containsEntry("bytesIn", "2")
                .containsEntry("bytesOut", "19")
                .containsEntry("method", "POST")
                .containsKeys("time", "milliseconds", "client"))
        .anySatisfy(line ->
            assertThat(line)
                .containsEntry("requestId", s3Id)
                .containsEntry("operation", "GetObject")
                .containsEntry("uri", "/observed/some%20key?X-Amz-Signature=...&partNumber=1"))
        .anySatisfy(
            line -> assertThat(line).containsEntry("status", "400").containsEntry("service", ""));
    assertThat(lines).hasSize(8);
  }

  private static void sendNonsense(Tarn tarn) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), tarn.endpoint().getPort())) {
      socket.getOutputStream().write("no HTTP at all\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 400");
    }
  }

  private Map<String, String> parse(String line) {
    Map<String, String> members = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, parser.getText());
      }
      return members;
    } catch (IOException e) {
      throw new IllegalStateException(line, e);
    }
  }

  private static HttpResponse<String> glue(HttpClient http, Tarn tarn, String target)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(tarn.endpoint())
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", target)
            .POST(BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(HttpClient http, Tarn tarn, String path)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(tarn.endpoint().resolve(path)).build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElseThrow();
  }
}
