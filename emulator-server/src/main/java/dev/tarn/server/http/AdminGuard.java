package dev.tarn.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages away from the server's own paths. A page that a user has open in a browser can
 * send requests to localhost; what changes anything must not come from one, unless the page itself
 * was served from a name of this machine. Programs that are no browsers send no {@code Origin}.
 */
public final class AdminGuard implements RequestHandler {
  private static final Set<String> SAFE = Set.of("GET", "HEAD");
  private static final Set<String> CHANGING = Set.of("POST", "DELETE");
  private static final String LOCALHOST = "localhost";

  private final RequestHandler next;

  public AdminGuard(RequestHandler next) {
    this.next = next;
  }

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    String method = request.getMethod();
    if (!SAFE.contains(method) && !CHANGING.contains(method)) {
      response.setHeader("Allow", "GET, HEAD, POST, DELETE");
      refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "No such method here.");
    } else if (isFromElsewhere(request)) {
      refuse(response, HttpServletResponse.SC_FORBIDDEN, "Not for web pages of other sites.");
    } else {
      next.handle(request, response);
    }
  }

  private static boolean isFromElsewhere(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return true;
    }
    String origin = request.getHeader("Origin");
    return origin != null && !isOwn(origin, request.getHeader("Host"));
  }

  /** The page's host is this one, and not a name that somebody has made to point here. */
  private static boolean isOwn(String origin, @Nullable String host) {
    URI uri;
    try {
      uri = URI.create(origin);
    } catch (IllegalArgumentException e) {
      return false;
    }
    String authority = uri.getAuthority();
    if (authority == null || uri.getHost() == null || !authority.equalsIgnoreCase(host)) {
      return false;
    }
    String name = uri.getHost().toLowerCase(Locale.ROOT);
    boolean address =
        name.startsWith("[") || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    return address || name.equals(LOCALHOST) || name.endsWith("." + LOCALHOST);
  }

  private static void refuse(HttpServletResponse response, int status, String message)
      throws IOException {
    byte[] body = ("{\"message\":\"" + message + "\"}\n").getBytes(StandardCharsets.UTF_8);
    Responses.send(response, status, "application/json", body);
  }
}
