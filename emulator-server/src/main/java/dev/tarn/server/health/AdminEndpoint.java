package dev.tarn.server.health;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.RequestHandler;
import dev.tarn.server.http.AdminGuard;
import dev.tarn.server.http.Responses;
import dev.tarn.server.http.Router;
import java.io.IOException;
import java.util.Map;

/**
 * Answers everything under {@code /_tarn/}, at once, whatever the rest of the server does. Each
 * page is a handler of its own, found by the first segment of the path.
 */
public final class AdminEndpoint implements RequestHandler {
  private static final String JSON_TYPE = "application/json";

  private final RequestHandler guarded = new AdminGuard(this::dispatch);
  private final Map<String, RequestHandler> pages;

  /**
   * @param pages by the first segment of their path
   */
  public AdminEndpoint(Map<String, RequestHandler> pages) {
    this.pages = Map.copyOf(pages);
  }

  @Override
  public void handle(IncomingRequest request, OutgoingResponse response) throws IOException {
    guarded.handle(request, response);
  }

  private void dispatch(IncomingRequest request, OutgoingResponse response) throws IOException {
    String path = request.path().substring(Router.ADMIN_PATH.length());
    int slash = path.indexOf('/');
    RequestHandler page = pages.get(slash < 0 ? path : path.substring(0, slash));
    if (page == null) {
      Responses.send(response, 404, JSON_TYPE, new byte[0]);
    } else {
      page.handle(request, response);
    }
  }
}
