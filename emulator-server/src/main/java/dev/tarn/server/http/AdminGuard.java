package dev.tarn.server.http;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.RequestHandler;
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
  public void handle(IncomingRequest request, OutgoingResponse response) throws IOException {
    response.header("Cache-Control", "no-store");
    response.header("X-Content-Type-Options", "nosniff");
    String method = request.method();
    if (!SAFE.contains(method) && !CHANGING.contains(method)) {
      response.header("Allow", "GET, HEAD, POST, DELETE");
      refuse(response, 405, "No such method here.");
    } else if (isFromElsewhere(request)) {
      refuse(response, 403, "Not for web pages of other sites.");
    } else {
      next.handle(request, response);
    }
  }

  private static boolean isFromElsewhere(IncomingRequest request) {
    String site = request.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return true;
    }
    String origin = request.header("Origin");
    return origin != null && !isOwn(origin, request.header("Host"));
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

  private static void refuse(OutgoingResponse response, int status, String message)
      throws IOException {
    byte[] body = ("{\"message\":\"" + message + "\"}\n").getBytes(StandardCharsets.UTF_8);
    Responses.send(response, status, "application/json", body);
  }
}
