package dev.tarn.server.health;

import dev.tarn.server.http.AdminGuard;
import dev.tarn.server.http.RequestHandler;
import dev.tarn.server.http.Responses;
import dev.tarn.server.http.Router;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    guarded.handle(request, response);
  }

  private void dispatch(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getRequestURI().substring(Router.ADMIN_PATH.length());
    int slash = path.indexOf('/');
    RequestHandler page = pages.get(slash < 0 ? path : path.substring(0, slash));
    if (page == null) {
      Responses.send(response, HttpServletResponse.SC_NOT_FOUND, JSON_TYPE, new byte[0]);
    } else {
      page.handle(request, response);
    }
  }
}
