package dev.tarn.server.signature;

import java.time.Instant;
import java.util.Optional;

/**
 * What requests are signed with.
 *
 * @param sessionToken must come with every request, if there is one
 * @param expiration after which the key is of no use any more
 */
public record AccessKey(
    String id, String secret, Optional<String> sessionToken, Optional<Instant> expiration) {
  /** A key that is good for ever. */
  public static AccessKey lasting(String id, String secret) {
    return new AccessKey(id, secret, Optional.empty(), Optional.empty());
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "AccessKey[" + id + "]";
  }
}
