package dev.tarn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server inside this JVM: its start, its ends, and what it says about itself. */
final class TarnWireTest {
  @TempDir Path data;

  @Test
  void servesUntilItIsClosedAndKeepsWhatItWasGiven() throws Exception {
    URI endpoint;
    try (Tarn tarn = Tarn.start(config())) {
      endpoint = tarn.endpoint();
      assertThat(glue(endpoint, "CreateDatabase", "{\"DatabaseInput\":{\"Name\":\"kept\"}}"))
          .isEqualTo("{}");
      assertThat(get(endpoint, "/_tarn/health").body())
          .contains("\"state\" : \"open\"", endpoint.toString());
      tarn.awaitReady();
      HttpResponse<String> ready = get(endpoint, "/_tarn/ready");
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body()).contains("\"status\" : \"ready\"");
    }
    assertThatThrownBy(() -> get(endpoint, "/_tarn/health")).isInstanceOf(ConnectException.class);
    try (Tarn again = Tarn.start(config())) {
      assertThat(glue(again.endpoint(), "GetDatabase", "{\"Name\":\"kept\"}"))
          .contains("\"Name\":\"kept\"");
      assertThat(get(again.endpoint(), "/_tarn/ready").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void aStartThatFailsLeavesNothingOpen() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThatThrownBy(() -> Tarn.start(config().withPort(taken.getLocalPort())))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
    Tarn.start(config()).close();
  }

  @Test
  void anUnreadableFileStopsTheStartAndIsNamed() throws IOException {
    Path file = data.resolve("catalog/databases/broken/database.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"formatVersion\":");

    assertThatThrownBy(() -> Tarn.start(config()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  private TarnConfig config() {
    return TarnConfig.defaults().withPort(0).withDataDirectory(data);
  }

  private static String glue(URI endpoint, String operation, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("X-Amz-Target", "AWSGlue." + operation)
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return send(request).body();
  }

  private static HttpResponse<String> get(URI endpoint, String path)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(endpoint.resolve(path)).build());
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
