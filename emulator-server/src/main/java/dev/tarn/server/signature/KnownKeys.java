package dev.tarn.server.signature;

import dev.tarn.server.signature.Refusal.Reason;
import java.time.Clock;
import java.util.Map;

/** Finds the key of a signature, and whether it may be used as the request uses it. */
final class KnownKeys {
  private final CredentialSource credentials;
  private final Clock clock;

  KnownKeys(CredentialSource credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  AccessKey find(Signed signed) {
    return credentials
        .find(signed.accessKeyId())
        .orElseThrow(() ->
            new Refusal(Reason.UNKNOWN_KEY, "", Map.of("AWSAccessKeyId", signed.accessKeyId())));
  }

  /** A temporary key comes with its token, before it expires. */
  void checkToken(Signed signed, AccessKey key) {
    if (key.expiration().filter(end -> end.isBefore(clock.instant())).isPresent()) {
      throw new Refusal(Reason.EXPIRED_TOKEN, "");
    }
    String expected = key.sessionToken().orElse("");
    if (!Digests.equal(expected, signed.sessionToken().orElse(""))) {
      // A lasting key that comes with a token is as wrong as a temporary one without.
      throw new Refusal(Reason.WRONG_TOKEN, "");
    }
  }
}
