package dev.tarn.http.jetty;

import dev.tarn.http.RequestHandler;
import java.io.IOException;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Hands every request of a Jetty server to one handler, which may block. */
public final class JettyHandler extends Handler.Abstract {
  private final RequestHandler handler;

  public JettyHandler(RequestHandler handler) {
    this.handler = handler;
  }

  /** What a handler throws breaks the connection: the answer is not whole, or there is none. */
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    JettyResponse answer = new JettyResponse(request, response);
    try {
      handler.handle(new JettyRequest(request), answer);
      callback.succeeded();
    } catch (IOException | RuntimeException | Error failure) {
      answer.close();
      callback.failed(new EofException(failure)); // Jetty has nothing to add to it in the log
    }
    return true;
  }
}
