package dev.tarn.protocol;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where services differ within AWS JSON 1.1.
 *
 * @param emptyBodyIsObject whether a request without a body counts as {@code {}}
 * @param errorTypeHeader whether an error names its type in {@code x-amzn-ErrorType} too
 * @param doublesErrorCode whether {@code AthenaErrorCode} is repeated as {@code ErrorCode}
 * @param lowerCaseMessage codes whose text is in {@code message}; all others have {@code Message}
 * @param lowerCaseUnlessModelled whether errors that the model does not have use {@code message}
 *     too
 * @param lowerCaseAlways whether all errors use {@code message}
 */
record JsonDialect(
    boolean emptyBodyIsObject,
    boolean errorTypeHeader,
    boolean doublesErrorCode,
    Set<String> lowerCaseMessage,
    boolean lowerCaseUnlessModelled,
    boolean lowerCaseAlways) {
  private static final Set<String> AUTHENTICATION =
      Set.of(
          "InvalidSignatureException",
          "UnrecognizedClientException",
          "ExpiredTokenException",
          "MissingAuthenticationTokenException",
          "IncompleteSignatureException");

  /** Measured on the service: no header, the code twice, lower case for authentication only. */
  private static final JsonDialect ATHENA =
      new JsonDialect(false, false, true, AUTHENTICATION, false, false);

  /** Glue, and what is assumed of every other service. */
  private static final JsonDialect GENERAL =
      new JsonDialect(
          true,
          true,
          false,
          // Glue models this one with Message, but its framework is who raises it.
          Stream.concat(AUTHENTICATION.stream(), Stream.of("ValidationException"))
              .collect(Collectors.toUnmodifiableSet()),
          true,
          false);

  /** KMS and CloudWatch Logs, whose models spell it so. */
  private static final JsonDialect LOWER_CASE =
      new JsonDialect(true, true, false, Set.of(), true, true);

  static JsonDialect of(ServiceModel model) {
    return switch (model.serviceName()) {
      case "Athena" -> ATHENA;
      case "Kms", "CloudWatchLogs" -> LOWER_CASE;
      default -> GENERAL;
    };
  }
}
