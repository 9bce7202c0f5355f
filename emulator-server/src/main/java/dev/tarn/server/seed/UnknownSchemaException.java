package dev.tarn.server.seed;

/** No table can be made of a file; the message says why. */
final class UnknownSchemaException extends Exception {
  UnknownSchemaException(String message) {
    super(message);
  }
}
