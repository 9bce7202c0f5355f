package dev.tarn.query.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Answers SHOW CATALOGS with a list and every other statement with what a test says, in one page.
 */
final class FakeCoordinator implements AutoCloseable {
  private static final String STATS =
      "\"stats\":{\"state\":\"FINISHED\",\"queued\":false,\"scheduled\":true,\"nodes\":1,"
          + "\"totalSplits\":1,\"queuedSplits\":0,\"runningSplits\":0,\"completedSplits\":1,"
          + "\"planningTimeMillis\":2,\"analysisTimeMillis\":1,\"cpuTimeMillis\":3,"
          + "\"wallTimeMillis\":4,\"queuedTimeMillis\":5,\"elapsedTimeMillis\":12,"
          + "\"finishingTimeMillis\":0,\"physicalInputTimeMillis\":0,\"processedRows\":7,"
          + "\"processedBytes\":70,\"physicalInputBytes\":77,\"physicalWrittenBytes\":0,"
          + "\"internalNetworkInputBytes\":0,\"peakMemoryBytes\":0,\"spilledBytes\":0}";

  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> headers = new CopyOnWriteArrayList<>();
  private volatile boolean starting;

  FakeCoordinator(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/v1/info", this::info);
    server.createContext("/v1/statement", this::statement);
    server.start();
    catalogs("awsdatacatalog", "awsdatacatalog$iceberg", "system");
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  int port() {
    return server.getAddress().getPort();
  }

  void starting(boolean value) {
    starting = value;
  }

  void catalogs(String... names) {
    answer(
        "SHOW CATALOGS",
        "\"columns\":[{\"name\":\"Catalog\",\"type\":\"varchar\",\"typeSignature\":"
            + "{\"rawType\":\"varchar\",\"arguments\":[]}}],\"data\":"
            + List.of(names).stream()
                .map(name -> "[\"" + name + "\"]")
                .collect(Collectors.joining(",", "[", "]")));
  }

  /** What a statement is answered with: members of the protocol's result, without id and stats. */
  void answer(String sql, String members) {
    answers.put(sql, members);
  }

  /** The headers of all statements, as {@code name: value}. */
  List<String> headers() {
    return headers;
  }

  private void info(HttpExchange exchange) throws IOException {
    send(exchange, 200, "{\"coordinator\":true,\"starting\":" + starting + "}");
  }

  private void statement(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("DELETE")) {
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
      return;
    }
    String sql = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.add(name + ": " + values.getFirst()));
    String members = answers.get(sql);
    if (members == null) {
      send(exchange, 503, "");
      return;
    }
    send(
        exchange,
        200,
        "{\"id\":\"20261125_000000_00001_abcde\",\"infoUri\":\"http://127.0.0.1/ui\","
            + STATS
            + ","
            + members
            + "}");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
