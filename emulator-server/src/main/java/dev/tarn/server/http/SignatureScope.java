package dev.tarn.server.http;

import dev.tarn.http.IncomingRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a request was signed with and for; the signature itself is not looked at. */
final class SignatureScope {
  private static final String CREDENTIAL = "Credential=";
  private static final String QUERY_CREDENTIAL = "X-Amz-Credential=";
  private static final String TERMINATOR = "/aws4_request";

  private SignatureScope() {}

  /** Such as {@code glue} or {@code s3}; empty for an unsigned request or another signature. */
  static Optional<String> service(IncomingRequest request) {
    return scope(request).map(scope -> scope.substring(scope.lastIndexOf('/') + 1));
  }

  /** Empty for an unsigned request or another signature. */
  static Optional<String> accessKeyId(IncomingRequest request) {
    return scope(request).map(scope -> scope.substring(0, Math.max(0, scope.indexOf('/'))));
  }

  /** Access key id, date, region and service. */
  private static Optional<String> scope(IncomingRequest request) {
    return scopeIn(request.header("Authorization"), CREDENTIAL, ',')
        .or(() -> scopeIn(request.query(), QUERY_CREDENTIAL, '&'));
  }

  private static Optional<String> scopeIn(@Nullable String text, String marker, char end) {
    int start = text == null ? -1 : text.indexOf(marker);
    if (text == null || start < 0) {
      return Optional.empty();
    }
    int stop = text.indexOf(end, start);
    String raw = text.substring(start + marker.length(), stop < 0 ? text.length() : stop);
    String credential = decoded(raw).strip();
    return credential.endsWith(TERMINATOR)
        ? Optional.of(credential.substring(0, credential.length() - TERMINATOR.length()))
        : Optional.empty();
  }

  private static String decoded(String text) {
    try {
      return text.indexOf('%') < 0 ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return ""; // not a credential
    }
  }
}
