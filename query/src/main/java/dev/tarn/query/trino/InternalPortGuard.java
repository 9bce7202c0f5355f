package dev.tarn.query.trino;

import com.google.inject.Inject;
import io.airlift.http.client.HeaderName;
import io.airlift.http.client.Request;
import io.trino.server.InternalAuthenticationManager;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everybody else off Trino's port, which exists only so that the coordinator can reach its
 * own tasks. Trino leaves a few of its resources public; here every request needs a token that this
 * process signed.
 */
final class InternalPortGuard implements Filter {
  private static final String TOKEN_HEADER = "X-Trino-Internal-Bearer";
  private static final Request ANY_REQUEST =
      Request.Builder.prepareGet().setUri(URI.create("http://127.0.0.1/")).build();

  private final InternalAuthenticationManager authentication;
  private volatile byte[] current = {};
  private volatile byte[] previous = {};

  @Inject
  InternalPortGuard(InternalAuthenticationManager authentication) {
    this.authentication = authentication;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isOwn(((HttpServletRequest) request).getHeader(TOKEN_HEADER))) {
      chain.doFilter(request, response);
    } else {
      ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  private boolean isOwn(@Nullable String token) {
    if (token == null) {
      return false;
    }
    byte[] given = token.getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(given, current) || isNewlyIssued(given);
  }

  /** Tokens are renewed every minute; a request may still carry the one before. */
  private synchronized boolean isNewlyIssued(byte[] given) {
    @Nullable String issued =
        authentication.filterRequest(ANY_REQUEST).getHeader(HeaderName.of(TOKEN_HEADER));
    byte[] latest = issued == null ? new byte[0] : issued.getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(latest, current)) {
      previous = current;
      current = latest;
    }
    return given.length > 0
        && (MessageDigest.isEqual(given, current) || MessageDigest.isEqual(given, previous));
  }
}
