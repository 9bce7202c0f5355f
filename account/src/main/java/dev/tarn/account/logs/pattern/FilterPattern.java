package dev.tarn.account.logs.pattern;

import dev.tarn.protocol.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Decides which events a search finds. */
public sealed interface FilterPattern permits TermPattern, JsonPattern {
  boolean matches(String message);

  /**
   * Reads a pattern; the empty one finds everything.
   *
   * @throws AwsServiceException InvalidParameterException when it is malformed, and the uniform
   *     refusal when it is of a kind that is not here
   */
  static FilterPattern parse(String text) {
    String pattern = text.strip();
    if (pattern.startsWith("{")) {
      return new JsonPattern(new JsonPatternParser(pattern).parse());
    }
    if (pattern.startsWith("[")) {
      throw unsupported("for space-delimited events");
    }
    if (pattern.startsWith("%")) {
      throw unsupported("with regular expressions");
    }
    return TermPattern.parse(pattern);
  }

  /** A pattern that AWS takes and this server does not. */
  static AwsServiceException unsupported(String kind) {
    return AwsErrors.notImplemented("CloudWatchLogs", "a filter pattern " + kind);
  }

  static AwsServiceException invalid(String reason) {
    return AwsErrors.of("InvalidParameterException", "Invalid filter pattern: " + reason, 400);
  }
}
