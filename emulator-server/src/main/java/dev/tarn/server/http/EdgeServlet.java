package dev.tarn.server.http;

import dev.tarn.protocol.AwsJsonErrors;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands every request to the handler; the last net for what a handler lets fall. */
final class EdgeServlet extends HttpServlet {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeServlet.class);

  private final transient RequestHandler handler;
  private final transient EdgeLimits limits;

  EdgeServlet(RequestHandler handler, EdgeLimits limits) {
    this.handler = handler;
    this.limits = limits;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      handler.handle(new PacedRequest(request, limits), response);
    } catch (IOException e) {
      LOG.debug("{} {}: the client is gone", request.getMethod(), request.getRequestURI(), e);
      throw new EofException(e); // breaks the connection, without more words about it
    } catch (RuntimeException | Error e) {
      String id = new RequestIds().newUuid();
      LOG.error("{} {} failed, request {}", request.getMethod(), request.getRequestURI(), id, e);
      if (response.isCommitted()) {
        throw e; // breaks the connection: the answer is not whole
      }
      response.reset();
      response.setHeader(AwsJsonErrors.REQUEST_ID_HEADER, id);
      response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }
  }
}
