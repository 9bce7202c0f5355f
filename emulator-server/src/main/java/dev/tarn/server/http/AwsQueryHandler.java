package dev.tarn.server.http;

import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.protocol.OperationModel;
import dev.tarn.protocol.OperationTable;
import dev.tarn.protocol.ServiceModel;
import dev.tarn.protocol.WireResponse;
import dev.tarn.protocol.query.QueryCodec;
import dev.tarn.protocol.query.QueryErrors;
import dev.tarn.protocol.query.QueryForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The AWS Query protocol: requests are forms that name an action, answers are XML. */
public final class AwsQueryHandler implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AwsQueryHandler.class);
  private static final String STS = "sts";

  private final CompletableFuture<OperationTable> sts;
  private final RefusedCalls refusedElsewhere;
  private final IdGenerator requestIds = new RequestIds();

  /**
   * @param refusedElsewhere counts the calls of services that are not here
   */
  public AwsQueryHandler(CompletableFuture<OperationTable> sts, RefusedCalls refusedElsewhere) {
    this.sts = sts;
    this.refusedElsewhere = refusedElsewhere;
  }

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Responses.send(response, answer(request, requestIds.newUuid()));
  }

  private WireResponse answer(HttpServletRequest request, String requestId) throws IOException {
    OperationTable table = sts.join();
    ServiceModel service = table.model();
    try {
      QueryForm form = form(request);
      String signedFor = SignatureScope.service(request).orElse(STS);
      if (!signedFor.equals(STS)) {
        refusedElsewhere.count(signedFor, form.action());
        throw AwsErrors.notImplemented(signedFor, form.action());
      }
      OperationModel operation =
          service.operation(form.action()).orElseThrow(() -> QueryErrors.invalidAction(form));
      return QueryCodec.encode(
          service, operation, table.invoke(QueryCodec.decode(service, operation, form)), requestId);
    } catch (AwsServiceException e) {
      Refusals.log(LOG, e);
      return QueryErrors.encode(e, service, requestId);
    } catch (RuntimeException e) {
      LOG.error("{} failed, request {}", service.serviceName(), requestId, e);
      return QueryErrors.encode(AwsErrors.internal(service), service, requestId);
    }
  }

  /** How often each operation without a handler has been called, by service. */
  public Map<String, Map<String, Long>> refusedCalls() {
    OperationTable started = sts.getNow(null);
    return started == null
        ? Map.of()
        : Map.of(started.model().serviceName(), started.refusedCalls());
  }

  private static QueryForm form(HttpServletRequest request) throws IOException {
    String query = request.getQueryString() == null ? "" : request.getQueryString();
    String body = new String(RequestBody.read(request), StandardCharsets.UTF_8);
    return QueryForm.parse(query + "&" + body);
  }
}
