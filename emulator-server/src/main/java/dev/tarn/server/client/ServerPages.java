package dev.tarn.server.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a running server says about itself, below {@code /_tarn/}. */
public final class ServerPages {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI endpoint;

  public ServerPages(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** An answer. */
  public record Answer(int status, String body) {}

  /**
   * The state of its parts, as JSON.
   *
   * @throws IOException when nobody answers
   */
  public Answer health() throws IOException {
    return call("GET", "health");
  }

  /** 200 when queries can run. */
  public Answer ready() throws IOException {
    return call("GET", "ready");
  }

  /** Makes it forget everything; 204 when it has. */
  public Answer reset() throws IOException {
    return call("POST", "reset");
  }

  private Answer call(String method, String page) throws IOException {
    var connection =
        (HttpURLConnection) endpoint.resolve("/_tarn/" + page).toURL().openConnection();
    connection.setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()));
    connection.setReadTimeout(Math.toIntExact(PATIENCE.toMillis()));
    connection.setRequestMethod(method);
    try {
      int status = connection.getResponseCode();
      try (InputStream body =
          status < HttpURLConnection.HTTP_BAD_REQUEST
              ? connection.getInputStream()
              : connection.getErrorStream()) {
        String text =
            body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Answer(status, text);
      }
    } finally {
      connection.disconnect();
    }
  }
}
