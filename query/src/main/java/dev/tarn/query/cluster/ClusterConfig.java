package dev.tarn.query.cluster;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a Trino cluster is, and who asks it.
 *
 * @param server such as {@code http://trino:8080}, without user and path
 * @param password sent as HTTP basic authentication; only ever over TLS
 * @param probeInterval how often to look whether the cluster answers
 * @param patience how long a cluster may take to answer for the first time before queries fail
 */
public record ClusterConfig(
    URI server, String user, Optional<String> password, Duration probeInterval, Duration patience) {
  private static final String DEFAULT_USER = "athena";
  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * Reads {@code http[s]://[user[:password]@]host[:port]}.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static ClusterConfig parse(String url) {
    URI given;
    try {
      given = new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("it is not a URL", e);
    }
    boolean tls = "https".equals(given.getScheme());
    if (!tls && !"http".equals(given.getScheme())) {
      throw new IllegalArgumentException("it must begin with http:// or https://");
    }
    String path = given.getPath();
    if (given.getHost() == null
        || given.getQuery() != null
        || given.getFragment() != null
        || !(path == null || path.isEmpty() || path.equals("/"))) {
      throw new IllegalArgumentException("it must name a host and a port and nothing else");
    }
    @Nullable String info = given.getUserInfo();
    int colon = info == null ? -1 : info.indexOf(':');
    if (colon >= 0 && !tls) {
      throw new IllegalArgumentException("a password needs https://");
    }
    String user = info == null ? DEFAULT_USER : colon < 0 ? info : info.substring(0, colon);
    return new ClusterConfig(
        URI.create(
            given.getScheme()
                + "://"
                + given.getHost()
                + (given.getPort() < 0 ? "" : ":" + given.getPort())),
        user.isEmpty() ? DEFAULT_USER : user,
        colon < 0 ? Optional.empty() : Optional.of(info.substring(colon + 1)),
        PROBE_INTERVAL,
        PATIENCE);
  }

  /** Without the password, which is nobody's business. */
  @Override
  public String toString() {
    return server.toString();
  }
}
