package dev.tarn.server.http;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.RequestHandler;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.AwsJsonErrors;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Refuses what was signed for a service with a protocol of its own that is not here. */
public final class UnknownServiceHandler implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(UnknownServiceHandler.class);

  private final JsonServices services;
  private final RefusedCalls refused;

  public UnknownServiceHandler(JsonServices services, RefusedCalls refused) {
    this.services = services;
    this.refused = refused;
  }

  @Override
  public void handle(IncomingRequest request, OutgoingResponse response) throws IOException {
    String service = SignatureScope.service(request).orElse("");
    String operation = request.method() + " " + request.path();
    refused.count(service, operation);
    AwsServiceException error = AwsErrors.notImplemented(service, operation);
    Refusals.log(LOG, error);
    Responses.send(
        response, AwsJsonErrors.encode(error, services.anyModel(), new RequestIds().newUuid()));
  }
}
