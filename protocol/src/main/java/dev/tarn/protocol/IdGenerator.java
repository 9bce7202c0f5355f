package dev.tarn.protocol;

import java.util.UUID;

/** Makes the ids that AWS would make; injected, so that tests can know them beforehand. */
@FunctionalInterface
public interface IdGenerator {
  /** A version 4 UUID in lower case, with dashes. */
  String newUuid();

  static IdGenerator random() {
    return () -> UUID.randomUUID().toString();
  }
}
