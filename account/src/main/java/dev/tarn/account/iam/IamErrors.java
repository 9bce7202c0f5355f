package dev.tarn.account.iam;

import dev.tarn.protocol.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** IAM's errors with their statuses. */
final class IamErrors {
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private IamErrors() {}

  static AwsServiceException noSuchEntity(String message) {
    return AwsErrors.of("NoSuchEntity", message, NOT_FOUND);
  }

  static AwsServiceException alreadyExists(String message) {
    return AwsErrors.of("EntityAlreadyExists", message, CONFLICT);
  }

  static AwsServiceException deleteConflict(String message) {
    return AwsErrors.of("DeleteConflict", message, CONFLICT);
  }

  /** Such as {@code Cannot exceed quota for PoliciesPerRole: 10}. */
  static AwsServiceException overQuota(String quota, int limit) {
    return limitExceeded("Cannot exceed quota for " + quota + ": " + limit);
  }

  static AwsServiceException limitExceeded(String message) {
    return AwsErrors.of("LimitExceeded", message, CONFLICT);
  }

  static AwsServiceException malformedPolicy(String message) {
    return AwsErrors.of("MalformedPolicyDocument", message, BAD_REQUEST);
  }

  static AwsServiceException invalidInput(String message) {
    return AwsErrors.of("InvalidInput", message, BAD_REQUEST);
  }

  static AwsServiceException validation(String message) {
    return AwsErrors.of("ValidationError", message, BAD_REQUEST);
  }

  static AwsServiceException unmodifiable(String message) {
    return AwsErrors.of("UnmodifiableEntity", message, BAD_REQUEST);
  }
}
