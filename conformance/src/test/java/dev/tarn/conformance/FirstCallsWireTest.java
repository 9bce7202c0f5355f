package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** What clients ask before they do anything, and what people ask the server about itself. */
@ExtendWith(SharedTarn.class)
final class FirstCallsWireTest {
  private final AwsClients clients;

  FirstCallsWireTest(AwsClients clients) {
    this.clients = clients;
  }

  @Test
  void everyoneIsTheRootOfTheAccount() {
    GetCallerIdentityResponse identity = clients.sts().getCallerIdentity();

    assertThat(identity.account()).isEqualTo("000000000000");
    assertThat(identity.arn()).isEqualTo("arn:aws:iam::000000000000:root");
    assertThat(identity.responseMetadata().requestId()).isNotBlank();
  }

  @Test
  void healthAnswersWithTheStateOfEachPart() throws IOException, InterruptedException {
    HttpResponse<String> health = get("/_tarn/health");

    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body())
        .contains("\"port\"", "\"catalog\"", "\"engine\"", clients.endpoint().toString());
  }

  @Test
  void readyIs200OnceQueriesRun() throws IOException, InterruptedException {
    clients.s3().createBucket(request -> request.bucket("first-calls"));
    StartQueryExecutionResponse query =
        clients
            .athena()
            .startQueryExecution(request ->
                request
                    .queryString("SELECT 1")
                    .resultConfiguration(r -> r.outputLocation("s3://first-calls/")));
    new AthenaSession(clients.athena(), "s3://first-calls/").await(query.queryExecutionId());

    assertThat(get("/_tarn/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsNotImplementedSaysSoAndIsCounted() throws IOException, InterruptedException {
    assertThatThrownBy(() -> clients.glue().listMLTransforms(request -> {}))
        .isInstanceOf(GlueException.class)
        .hasMessageContaining("Glue ListMLTransforms is not implemented");
    assertThatThrownBy(() -> clients.sts().getFederationToken(r -> r.name("me")))
        .isInstanceOf(StsException.class)
        .hasMessageContaining("Sts GetFederationToken is not implemented");

    assertThat(get("/_tarn/metrics").body())
        .contains("tarn_refused_calls_total{service=\"Glue\",operation=\"ListMLTransforms\"}")
        .contains("tarn_refused_calls_total{service=\"Sts\",operation=\"GetFederationToken\"}");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = clients.endpoint().resolve(path);
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
