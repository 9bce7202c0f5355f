package dev.tarn.server.http;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.Leftovers;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.RequestHandler;
import dev.tarn.protocol.AwsJsonErrors;
import java.io.IOException;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands every request to the handler; the last net for what a handler lets fall. */
final class LastNet implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(LastNet.class);

  /** With more than that, the connection is closed. */
  private static final long MOST_LEFTOVER_BYTES = 1 << 20;

  private final RequestHandler handler;
  private final EdgeLimits limits;

  LastNet(RequestHandler handler, EdgeLimits limits) {
    this.handler = handler;
    this.limits = limits;
  }

  @Override
  public void handle(IncomingRequest request, OutgoingResponse response) throws IOException {
    try {
      IncomingRequest paced = new PacedRequest(request, limits);
      handler.handle(paced, response);
      if (response.isCommitted()) {
        readLeftovers(paced); // else Jetty says in the answer that it closes the connection
      }
    } catch (IOException e) {
      LOG.debug("{} {}: the client is gone", request.method(), request.path(), e);
      throw e;
    } catch (RuntimeException | Error e) {
      String id = new RequestIds().newUuid();
      LOG.error("{} {} failed, request {}", request.method(), request.path(), id, e);
      if (response.isCommitted()) {
        throw e; // breaks the connection: the answer is not whole
      }
      response.reset();
      response.header(AwsJsonErrors.REQUEST_ID_HEADER, id);
      response.status(HttpStatus.INTERNAL_SERVER_ERROR_500);
    }
  }

  /**
   * The client has its answer, but may still be sending a body that nobody has asked for. It may
   * use the connection again, so long as the body is not what the next request is read from.
   */
  private static void readLeftovers(IncomingRequest request) {
    boolean mayBeSending =
        request.contentLength() > 0 || request.header("Transfer-Encoding") != null;
    if (mayBeSending && request.header("Expect") == null) {
      Leftovers.read(request, MOST_LEFTOVER_BYTES);
    }
  }
}
