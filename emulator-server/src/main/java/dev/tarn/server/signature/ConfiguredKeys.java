package dev.tarn.server.signature;

import java.util.Map;
import java.util.Optional;

/** The access keys that were set when the server was started. */
public final class ConfiguredKeys implements CredentialSource {
  private final Map<String, String> secrets;

  public ConfiguredKeys(AuthConfig config) {
    secrets = config.keys();
  }

  @Override
  public Optional<AccessKey> find(String accessKeyId) {
    return Optional.ofNullable(secrets.get(accessKeyId))
        .map(secret -> AccessKey.lasting(accessKeyId, secret));
  }
}
