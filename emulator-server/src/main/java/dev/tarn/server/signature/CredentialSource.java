package dev.tarn.server.signature;

import java.util.Optional;

/** Knows the secrets of access keys. Thread-safe; asked for every request. */
@FunctionalInterface
public interface CredentialSource {
  /** The key, also when it has expired; empty when nobody has it. */
  Optional<AccessKey> find(String accessKeyId);

  /** This source, and another for what it does not know. */
  default CredentialSource or(CredentialSource other) {
    return id -> find(id).or(() -> other.find(id));
  }
}
