package dev.tarn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server runs and loads by itself. */
final class InitWireTest {
  @TempDir Path data;
  @TempDir Path init;

  @Test
  void everythingIsThereWhenTheServerIsReady() throws Exception {
    write("10-catalog.json", "{\"DatabaseList\":[{\"Name\":\"loaded\"}]}");
    write(
        "20-views.sql", "CREATE DATABASE made\nLOCATION 's3://made/';\nCREATE DATABASE second;\n");
    write("30-touch.sh", "echo $AWS_ENDPOINT_URL >'" + data.resolve("seen") + "'\n");
    write("objects/given/docs/a.txt", "text");
    write("tables/lake/peaks/p.csv", "id,peak\n1,Similaun\n");

    try (Tarn tarn = Tarn.start(config())) {
      tarn.awaitReady();

      assertThat(glue(tarn, "GetDatabases", "{}"))
          .contains("\"Name\":\"loaded\"", "\"Name\":\"made\"", "\"Name\":\"second\"");
      assertThat(glue(tarn, "GetTable", "{\"DatabaseName\":\"default\",\"Name\":\"peaks\"}"))
          .contains("s3://lake/peaks/");
      assertThat(data.resolve("objects/given/docs/a.txt")).hasContent("text");
      assertThat(data.resolve("seen")).hasContent(tarn.endpoint().toString());
      assertThat(get(tarn, "ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatFailsIsNamedAndTheServerIsNotReady() throws Exception {
    write("1.sh", "exit 3\n");
    write("2.sh", "touch '" + data.resolve("seen") + "'\n");

    try (Tarn tarn = Tarn.start(config())) {
      assertThatThrownBy(tarn::awaitReady)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("1.sh: exit code 3");
      assertThat(get(tarn, "ready").statusCode()).isEqualTo(503);
      assertThat(get(tarn, "health").body()).contains("1.sh: exit code 3");
      assertThat(data.resolve("seen")).doesNotExist();
    }
  }

  private TarnConfig config() {
    return TarnConfig.defaults().withPort(0).withDataDirectory(data).withInit(init);
  }

  private void write(String name, String text) throws IOException {
    Path file = init.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String glue(Tarn tarn, String operation, String body) throws Exception {
    return send(HttpRequest.newBuilder(tarn.endpoint())
            .header("X-Amz-Target", "AWSGlue." + operation)
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build())
        .body();
  }

  private static HttpResponse<String> get(Tarn tarn, String page) throws Exception {
    URI uri = tarn.endpoint().resolve("/_tarn/" + page);
    return send(HttpRequest.newBuilder(uri).build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
