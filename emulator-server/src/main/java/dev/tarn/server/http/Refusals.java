package dev.tarn.server.http;

import dev.tarn.protocol.AwsErrors;
import org.slf4j.Logger;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Tells the user of the server, not only its client, what is not implemented. */
final class Refusals {
  private static final String CODE =
      AwsErrors.code(AwsErrors.notImplemented("any service", "any operation"));

  private Refusals() {}

  static void log(Logger log, AwsServiceException answer) {
    if (AwsErrors.code(answer).equals(CODE)) {
      log.warn("Refused: {}", AwsErrors.message(answer));
    }
  }
}
