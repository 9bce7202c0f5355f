package dev.tarn.account.ec2;

import dev.tarn.protocol.AwsErrors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** EC2's errors. */
final class Ec2Errors {
  private static final int BAD_REQUEST = 400;
  private static final int PRECONDITION_FAILED = 412;

  private Ec2Errors() {}

  static AwsServiceException of(String code, String message) {
    return AwsErrors.of(code, message, BAD_REQUEST);
  }

  static AwsServiceException missing(String parameter) {
    return of("MissingParameter", "The request must contain the parameter " + parameter);
  }

  static AwsServiceException invalidToken() {
    return of("InvalidNextToken", "The token is invalid.");
  }

  /** What a call that only asks whether it would go well is answered when it would. */
  static void refuseDryRun(@Nullable Boolean dryRun) {
    if (Boolean.TRUE.equals(dryRun)) {
      throw AwsErrors.of(
          "DryRunOperation",
          "Request would have succeeded, but DryRun flag is set.",
          PRECONDITION_FAILED);
    }
  }
}
