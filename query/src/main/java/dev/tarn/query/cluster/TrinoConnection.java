package dev.tarn.query.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tarn.query.engine.EngineRequest;
import io.airlift.units.Duration;
import io.trino.client.ClientSession;
import io.trino.client.OkHttpUtil;
import io.trino.client.StatementClient;
import io.trino.client.StatementClientFactory;
import java.io.Closeable;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** HTTP to one cluster: statements by Trino's client protocol, and whether it is up. */
final class TrinoConnection implements Closeable {
  private static final String SOURCE = "athena";
  private static final int CONNECT_SECONDS = 10;
  private static final int MAX_REQUESTS = 256;

  /** The server holds a request back for a second at most; this is for a server that is gone. */
  private static final Duration REQUEST_TIMEOUT = new Duration(30, TimeUnit.SECONDS);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ClusterConfig config;
  private final OkHttpClient http;

  TrinoConnection(ClusterConfig config) {
    this.config = config;
    var dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(MAX_REQUESTS);
    dispatcher.setMaxRequestsPerHost(MAX_REQUESTS);
    var builder =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(new ConnectionPool(32, 5, TimeUnit.MINUTES))
            .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
            .readTimeout(REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
            .writeTimeout(REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    config
        .password()
        .ifPresent(
            password -> builder.addInterceptor(OkHttpUtil.basicAuth(config.user(), password)));
    this.http = builder.build();
  }

  /** Hands a statement over; it does not run before somebody asks for its results. */
  StatementClient start(EngineRequest request) {
    var session =
        session(Optional.of(request.queryId()))
            .catalog(request.catalog())
            .properties(request.sessionProperties());
    request.schema().ifPresent(session::schema);
    return StatementClientFactory.newStatementClient(http, session.build(), request.sql());
  }

  /** Hands a statement over that belongs to no query of a user. */
  StatementClient start(String sql) {
    return StatementClientFactory.newStatementClient(
        http, session(Optional.empty()).properties(Map.of()).build(), sql);
  }

  private ClientSession.Builder session(Optional<String> traceToken) {
    return ClientSession.builder()
        .server(config.server())
        .user(Optional.of(config.user()))
        .source(SOURCE)
        .traceToken(traceToken)
        .timeZone(ZoneOffset.UTC)
        .locale(Locale.ENGLISH)
        .clientRequestTimeout(REQUEST_TIMEOUT);
  }

  /** Whether the coordinator has finished its own start. */
  boolean isStarted() throws IOException {
    Request request = new Request.Builder().url(config.server() + "/v1/info").build();
    try (Response response = http.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new IOException("it answers status " + response.code() + " to /v1/info");
      }
      JsonNode info = JSON.readTree(response.body().bytes());
      if (!info.path("coordinator").asBoolean()) {
        throw new IOException("it is not the coordinator of a Trino cluster");
      }
      return !info.path("starting").asBoolean();
    }
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
