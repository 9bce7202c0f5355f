package dev.tarn.server.http;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.RequestHandler;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.Caller;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.protocol.OperationModel;
import dev.tarn.protocol.OperationTable;
import dev.tarn.protocol.ServiceModel;
import dev.tarn.protocol.WireResponse;
import dev.tarn.protocol.query.QueryCodec;
import dev.tarn.protocol.query.QueryErrors;
import dev.tarn.protocol.query.QueryForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The AWS Query protocol: requests are forms that name an action, answers are XML. */
public final class AwsQueryHandler implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AwsQueryHandler.class);

  private final List<Service> services;
  private final RefusedCalls refusedElsewhere;
  private final IdGenerator requestIds = new RequestIds();

  /**
   * A service that speaks it. A call that is not signed is told by the version.
   *
   * @param signingName such as {@code sts}
   * @param version of the API
   */
  public record Service(String signingName, String version, ServiceTable operations) {}

  /**
   * @param services the first one answers what no other claims
   * @param refusedElsewhere counts the calls of services that are not here
   */
  public AwsQueryHandler(List<Service> services, RefusedCalls refusedElsewhere) {
    this.services = services;
    this.refusedElsewhere = refusedElsewhere;
  }

  @Override
  public void handle(IncomingRequest request, OutgoingResponse response) throws IOException {
    Responses.send(response, answer(request, requestIds.newUuid()));
  }

  private WireResponse answer(IncomingRequest request, String requestId) throws IOException {
    Service service = services.getFirst();
    try {
      QueryForm form = form(request);
      service = find(form, SignatureScope.service(request));
      OperationTable table = service.operations().await();
      ServiceModel model = table.model();
      OperationModel operation =
          table.operation(form.action()).orElseThrow(() -> unknown(model, form));
      Caller caller = new Caller(SignatureScope.accessKeyId(request).orElse(""));
      AwsResponse answer =
          ScopedValue.where(Caller.CURRENT, caller)
              .call(() -> table.invoke(QueryCodec.decode(model, operation, form)));
      return QueryCodec.encode(model, operation, answer, requestId);
    } catch (AwsServiceException e) {
      Refusals.log(LOG, e);
      return QueryErrors.encode(e, model(service), requestId);
    } catch (RuntimeException e) {
      LOG.error("{} failed, request {}", service.signingName(), requestId, e);
      return QueryErrors.encode(AwsErrors.internal(model(service)), model(service), requestId);
    }
  }

  private Service find(QueryForm form, Optional<String> signedFor) {
    for (Service service : services) {
      boolean meant =
          signedFor
              .map(service.signingName()::equals)
              .orElseGet(() -> service.version().equals(form.version()));
      if (meant) {
        return service;
      }
    }
    if (signedFor.isPresent()) {
      refusedElsewhere.count(signedFor.get(), form.action());
      throw AwsErrors.notImplemented(signedFor.get(), form.action());
    }
    return services.getFirst();
  }

  /** The distribution has few of EC2's classes, so that any other name may be one of EC2's. */
  private AwsServiceException unknown(ServiceModel model, QueryForm form) {
    if (!model.serviceName().equals("Ec2") || form.action().isEmpty()) {
      return QueryErrors.invalidAction(form);
    }
    refusedElsewhere.count(model.serviceName(), form.action());
    return AwsErrors.notImplemented(model.serviceName(), form.action());
  }

  private static ServiceModel model(Service service) {
    return service.operations().await().model();
  }

  /** How often each operation without a handler has been called, by service. */
  public Map<String, Map<String, Long>> refusedCalls() {
    Map<String, Map<String, Long>> calls = new TreeMap<>();
    for (Service service : services) {
      service
          .operations()
          .opened()
          .ifPresent(table -> calls.put(table.model().serviceName(), table.refusedCalls()));
    }
    return calls;
  }

  private static QueryForm form(IncomingRequest request) throws IOException {
    String query = request.query() == null ? "" : request.query();
    String body = new String(RequestBody.read(request), StandardCharsets.UTF_8);
    return QueryForm.parse(query + "&" + body);
  }
}
