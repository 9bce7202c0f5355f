package dev.tarn.server.signature;

import java.util.Map;

/** Why a request is not served; how that is said is the matter of its protocol. */
final class Refusal extends RuntimeException {
  /** The reasons. */
  enum Reason {
    NOT_SIGNED,
    INCOMPLETE,
    UNSUPPORTED,
    WRONG_SCOPE,
    UNKNOWN_KEY,
    MISMATCH,
    EXPIRED,
    NOT_YET,
    URL_EXPIRED,
    WRONG_TOKEN,
    EXPIRED_TOKEN,
    HEADERS_NOT_SIGNED,
    NO_PAYLOAD_HASH
  }

  private final Reason reason;
  private final transient Map<String, String> details;

  Refusal(Reason reason, String message) {
    this(reason, message, Map.of());
  }

  Refusal(Reason reason, String message, Map<String, String> details) {
    super(message);
    this.reason = reason;
    this.details = Map.copyOf(details);
  }

  Reason reason() {
    return reason;
  }

  /** What is particular to the request; empty when the reason says it all. */
  String text() {
    return String.valueOf(getMessage());
  }

  Map<String, String> details() {
    return details;
  }
}
