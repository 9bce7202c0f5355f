package dev.tarn.server;

import dev.tarn.server.signature.AuthConfig;
import dev.tarn.server.tls.TlsConfig;
import java.util.Optional;

/**
 * How the port speaks with its clients.
 *
 * @param auth whose requests are served
 * @param tls what the certificate is for
 * @param requestLog the file, or {@code -} for standard error
 */
public record EdgeConfig(AuthConfig auth, TlsConfig tls, Optional<String> requestLog) {
  public static final EdgeConfig DEFAULT =
      new EdgeConfig(AuthConfig.NONE, TlsConfig.DEFAULT, Optional.empty());
}
