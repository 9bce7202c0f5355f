package dev.tarn.query.trino.serde;

import java.io.IOException;

/** An object of a JSON line has a key twice. */
final class DuplicateKeyException extends IOException {
  private static final long serialVersionUID = 1L;

  DuplicateKeyException(String key) {
    super("Duplicate key \"" + key + "\"");
  }
}
