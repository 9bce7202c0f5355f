package dev.tarn.server.http;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.RequestHandler;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A handler that is made by the first request for it, not before the port is open. */
public final class OnFirstCall implements RequestHandler {
  private final Supplier<RequestHandler> maker;
  private volatile @Nullable RequestHandler made;

  public OnFirstCall(Supplier<RequestHandler> maker) {
    this.maker = maker;
  }

  @Override
  public void handle(IncomingRequest request, OutgoingResponse response) throws IOException {
    RequestHandler handler = made;
    if (handler == null) {
      handler = make();
    }
    handler.handle(request, response);
  }

  private synchronized RequestHandler make() {
    RequestHandler handler = made;
    if (handler == null) {
      handler = maker.get();
      made = handler;
    }
    return handler;
  }
}
