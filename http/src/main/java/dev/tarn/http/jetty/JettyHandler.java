package dev.tarn.http.jetty;

import dev.tarn.http.RequestHandler;
import java.io.IOException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Hands every request of a Jetty server to one handler, which may block. */
public final class JettyHandler extends Handler.Abstract {
  private final RequestHandler handler;

  public JettyHandler(RequestHandler handler) {
    this.handler = handler;
  }

  /**
   * What a handler throws breaks the connection: the answer is not whole, or there is none. Unless
   * it could not read the body because that is no HTTP: then Jetty tells the client so.
   */
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    // A connection is not idle while a handler works; one that waits for the client still is.
    request.addIdleTimeoutListener(timeout -> false);
    JettyResponse answer = new JettyResponse(request, response);
    try {
      handler.handle(new JettyRequest(request), answer);
      callback.succeeded();
    } catch (IOException | RuntimeException | Error failure) {
      Throwable malformed = response.isCommitted() ? null : malformed(failure);
      if (malformed == null) {
        answer.close();
        callback.failed(new EofException(failure)); // Jetty has nothing to add to it in the log
      } else {
        callback.failed(malformed);
      }
    }
    return true;
  }

  private static @Nullable Throwable malformed(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof HttpException)) {
      cause = cause.getCause();
    }
    return cause;
  }
}
