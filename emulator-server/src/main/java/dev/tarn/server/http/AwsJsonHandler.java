package dev.tarn.server.http;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.RequestHandler;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.AwsJsonCodec;
import dev.tarn.protocol.AwsJsonErrors;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.protocol.OperationModel;
import dev.tarn.protocol.OperationTable;
import dev.tarn.protocol.ServiceModel;
import dev.tarn.protocol.WireResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** AWS JSON 1.1: the target header names service and operation, bodies are JSON objects. */
public final class AwsJsonHandler implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AwsJsonHandler.class);

  private static final byte[] UNKNOWN_XML =
      "<UnknownOperationException/>\n".getBytes(StandardCharsets.UTF_8);

  private final JsonServices services;
  private final RefusedCalls refusedElsewhere;
  private final IdGenerator requestIds = new RequestIds();
  private final AwsJsonCodec codec = new AwsJsonCodec();

  /**
   * @param refusedElsewhere counts the calls of services that are not here
   */
  public AwsJsonHandler(JsonServices services, RefusedCalls refusedElsewhere) {
    this.services = services;
    this.refusedElsewhere = refusedElsewhere;
  }

  @Override
  public void handle(IncomingRequest request, OutgoingResponse response) throws IOException {
    String requestId = requestIds.newUuid();
    JsonEnvelope envelope = JsonEnvelope.of(request);
    if (envelope == JsonEnvelope.NONE) {
      // Measured on Athena: anything but JSON is not even looked at.
      response.header(AwsJsonErrors.REQUEST_ID_HEADER, requestId);
      Responses.send(response, 404, "text/xml", UNKNOWN_XML);
      return;
    }
    Responses.send(response, envelope.wrap(answer(request, requestId)));
  }

  private WireResponse answer(IncomingRequest request, String requestId) throws IOException {
    Target target = Target.of(request.header(Router.TARGET_HEADER));
    OperationTable table = services.find(target, request);
    if (table == null) {
      return refuse(target, requestId);
    }
    ServiceModel service = table.model();
    try {
      return call(table, target, RequestBody.read(request), requestId);
    } catch (AwsServiceException e) {
      Refusals.log(LOG, e);
      return AwsJsonErrors.encode(e, service, requestId);
    } catch (RuntimeException e) {
      LOG.error("{} {} failed, request {}", service.serviceName(), target, requestId, e);
      return AwsJsonErrors.encodeInternal(service, requestId);
    }
  }

  private WireResponse call(OperationTable table, Target target, byte[] body, String requestId) {
    OperationModel operation =
        table.operation(target.operation()).orElseThrow(AwsErrors::unknownOperation);
    if (!target.prefix().equals(table.model().targetPrefix())) {
      throw AwsErrors.unknownOperation();
    }
    byte[] result = codec.encode(table.invoke(codec.decodeRequest(table.model(), operation, body)));
    return new WireResponse(
        200,
        AwsJsonErrors.CONTENT_TYPE,
        Map.of(AwsJsonErrors.REQUEST_ID_HEADER, requestId),
        result);
  }

  private WireResponse refuse(Target target, String requestId) {
    refusedElsewhere.count(target.prefix(), target.operation());
    AwsServiceException error = AwsErrors.notImplemented(target.prefix(), target.operation());
    Refusals.log(LOG, error);
    return AwsJsonErrors.encode(error, services.anyModel(), requestId);
  }

  /** What the target header says; both empty when there is none. */
  record Target(String prefix, String operation) {
    static Target of(@Nullable String header) {
      int dot = header == null ? -1 : header.indexOf('.');
      if (header == null || dot < 0) {
        return new Target("", "");
      }
      return new Target(header.substring(0, dot), header.substring(dot + 1));
    }

    @Override
    public String toString() {
      return operation;
    }
  }
}
