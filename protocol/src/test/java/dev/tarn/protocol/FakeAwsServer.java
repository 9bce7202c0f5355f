package dev.tarn.protocol;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tarn.protocol.query.QueryCodec;
import dev.tarn.protocol.query.QueryErrors;
import dev.tarn.protocol.query.QueryForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * One service behind a loopback port, spoken by this module's codecs; one handler for all calls.
 */
final class FakeAwsServer implements AutoCloseable {
  static final String REQUEST_ID = "7c2fd7a9-6e5b-4f0d-9d3c-0d6b7c1b2a3f";

  private final ServiceModel service;
  private final HttpServer http;
  private final AwsJsonCodec json = new AwsJsonCodec();
  private volatile Function<AwsRequest, AwsResponse> handler =
      request -> {
        throw AwsErrors.notImplemented("nothing", "at all");
      };

  FakeAwsServer(ServiceModel service) {
    this.service = service;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/", this::handle);
    http.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  void answerWith(Function<AwsRequest, AwsResponse> newHandler) {
    handler = newHandler;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    WireResponse answer = target == null ? answerQuery(body) : answerJson(target, body);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.sendResponseHeaders(answer.status(), answer.body().length);
    try (var out = exchange.getResponseBody()) {
      out.write(answer.body());
    }
  }

  private WireResponse answerJson(String target, byte[] body) {
    try {
      int dot = target.indexOf('.');
      if (!target.substring(0, dot).equals(service.targetPrefix())) {
        throw AwsErrors.unknownOperation();
      }
      OperationModel operation =
          service.operation(target.substring(dot + 1)).orElseThrow(AwsErrors::unknownOperation);
      AwsResponse response = handler.apply(json.decodeRequest(service, operation, body));
      return new WireResponse(
          200,
          AwsJsonErrors.CONTENT_TYPE,
          Map.of(AwsJsonErrors.REQUEST_ID_HEADER, REQUEST_ID),
          json.encode(response));
    } catch (AwsServiceException e) {
      return AwsJsonErrors.encode(e, service, REQUEST_ID);
    }
  }

  private WireResponse answerQuery(byte[] body) {
    try {
      QueryForm form = QueryForm.parse(new String(body, StandardCharsets.UTF_8));
      OperationModel operation =
          service
              .operation(form.action())
              .filter(known -> form.version().equals(service.targetPrefix()))
              .orElseThrow(() -> QueryErrors.invalidAction(form));
      AwsResponse response = handler.apply(QueryCodec.decode(service, operation, form));
      return QueryCodec.encode(service, operation, response, REQUEST_ID);
    } catch (AwsServiceException e) {
      return QueryErrors.encode(e, service, REQUEST_ID);
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
