package dev.tarn.server;

import dev.tarn.http.RequestHandler;
import dev.tarn.server.fault.FaultInjection;
import dev.tarn.server.fault.FaultPlan;
import dev.tarn.server.http.CallNaming;
import dev.tarn.server.signature.AccessKey;
import dev.tarn.server.signature.AuthConfig;
import dev.tarn.server.signature.ConfiguredKeys;
import dev.tarn.server.signature.CredentialSource;
import dev.tarn.server.signature.StrictSignatures;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What every request passes on its way to the router. */
final class EdgeChain {
  private EdgeChain() {}

  /**
   * Names the call, verifies its signature if that is asked for, lets faults happen.
   *
   * @param issued the keys that were made here, by IAM and STS
   */
  static RequestHandler before(
      RequestHandler router,
      AuthConfig auth,
      Function<String, Optional<Credentials>> issued,
      FaultPlan faults,
      Clock clock) {
    RequestHandler faulty = new FaultInjection(faults, router);
    if (!auth.strict()) {
      return new CallNaming(faulty);
    }
    CredentialSource keys =
        new ConfiguredKeys(auth).or(id -> issued.apply(id).map(EdgeChain::accessKey));
    return new CallNaming(new StrictSignatures(keys, clock, faulty));
  }

  private static AccessKey accessKey(Credentials credentials) {
    return new AccessKey(
        credentials.accessKeyId(),
        credentials.secretAccessKey(),
        Optional.ofNullable(credentials.sessionToken()),
        Optional.ofNullable(credentials.expiration()));
  }
}
