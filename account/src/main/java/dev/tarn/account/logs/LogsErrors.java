package dev.tarn.account.logs;

import dev.tarn.protocol.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The errors of CloudWatch Logs. */
final class LogsErrors {
  private static final int BAD_REQUEST = 400;

  private LogsErrors() {}

  static AwsServiceException noGroup() {
    return notFound("The specified log group does not exist.");
  }

  static AwsServiceException noStream() {
    return notFound("The specified log stream does not exist.");
  }

  static AwsServiceException notFound(String message) {
    return AwsErrors.of("ResourceNotFoundException", message, BAD_REQUEST);
  }

  static AwsServiceException alreadyExists(String message) {
    return AwsErrors.of("ResourceAlreadyExistsException", message, BAD_REQUEST);
  }

  static AwsServiceException invalidParameter(String message) {
    return AwsErrors.of("InvalidParameterException", message, BAD_REQUEST);
  }

  static AwsServiceException invalidToken() {
    return invalidParameter("The specified nextToken is invalid.");
  }
}
