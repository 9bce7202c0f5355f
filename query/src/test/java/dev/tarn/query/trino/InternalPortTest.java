package dev.tarn.query.trino;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing on Trino's own port may answer another local process. */
@ExtendWith(TrinoExtension.class)
final class InternalPortTest {
  private final TrinoFixture trino;

  InternalPortTest(TrinoFixture trino) {
    this.trino = trino;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/ui",
        "/ui/login.html",
        "/v1/info",
        "/v1/info/state",
        "/v1/status",
        "/v1/query",
        "/v1/node",
        "/v1/task",
        "/v1/memory",
        "/v1/thread",
        "/v1/service",
        "/v1/jmx/mbean",
        "/v1/resourceGroupState/global",
        "/v1/statement/executing/x/y/1",
        "/metrics",
        "/no/such/thing",
      })
  void refusesToRead(String path) throws Exception {
    assertThat(status(request(path))).isEqualTo(403);
    assertThat(status(request(path).header("X-Trino-User", "athena"))).isEqualTo(403);
    assertThat(status(request(path).header("Authorization", "Basic YTpi"))).isEqualTo(403);
    assertThat(status(request(path).header("X-Trino-Internal-Bearer", ""))).isEqualTo(403);
    assertThat(status(request(path).header("X-Trino-Internal-Bearer", "x"))).isEqualTo(403);
  }

  @Test
  void refusesSql() throws Exception {
    var body = HttpRequest.BodyPublishers.ofString("SELECT 1");
    assertThat(status(request("/v1/statement").POST(body))).isEqualTo(403);
    assertThat(status(request("/v1/statement").header("X-Trino-User", "athena").POST(body)))
        .isEqualTo(403);
  }

  /** What anybody could sign who knows Trino's source: its secret defaults to this name. */
  @Test
  void refusesATokenSignedWithTheEnvironmentName() throws Exception {
    assertThat(
            status(
                request("/v1/info")
                    .header("X-Trino-Internal-Bearer", ForgedToken.signedWith("tarn"))))
        .isEqualTo(403);
  }

  @Test
  void saysNothingInItsRefusal() throws Exception {
    HttpResponse<String> response = send(request("/v1/info"));
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().map().toString()).doesNotContainIgnoringCase("trino");
  }

  private HttpRequest.Builder request(String path) {
    trino.run("SELECT 1");
    return HttpRequest.newBuilder(trino.engine().internalAddress().resolve(path));
  }

  private static int status(HttpRequest.Builder request) throws Exception {
    return send(request).statusCode();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
