package dev.tarn.conformance.golden;

import dev.tarn.conformance.AwsClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;

/** Takes the steps that statements need before them. */
final class Preparation {
  private static final int OK = 200;

  private final AwsClients clients;
  private final Area area;
  private final StatementRun statements;
  private final Placeholders placeholders;

  Preparation(AwsClients clients, Area area, StatementRun statements) {
    this.clients = clients;
    this.area = area;
    this.statements = statements;
    this.placeholders = area.placeholders();
  }

  void take(List<Step> steps) throws IOException, InterruptedException {
    for (Step step : steps) {
      switch (step) {
        case Step.Sql sql -> statements.succeed(placeholders.fill(sql.text()));
        case Step.Put put -> put.objects().forEach(this::put);
        case Step.Call call -> call(call);
      }
    }
  }

  private void put(String key, String content) {
    clients
        .s3()
        .putObject(
            r -> r.bucket(Area.BUCKET).key(area.name() + "/" + key),
            RequestBody.fromString(content));
  }

  private void call(Step.Call call) throws IOException, InterruptedException {
    URI endpoint = clients.endpoint();
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("X-Amz-Target", call.target())
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(HttpRequest.BodyPublishers.ofString(placeholders.fill(call.body())))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != OK) {
        throw new AssertionError(call.target() + ": " + response.body());
      }
    }
  }
}
