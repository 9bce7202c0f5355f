package dev.tarn.account.kms;

import dev.tarn.protocol.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** KMS's errors. */
final class KmsErrors {
  private KmsErrors() {}

  static AwsServiceException notFound(String message) {
    return NotFoundException.builder().message(message).build();
  }

  static AwsServiceException disabled(String arn) {
    return DisabledException.builder().message(arn + " is disabled.").build();
  }

  static AwsServiceException pendingDeletion(String arn) {
    return invalidState(arn + " is pending deletion.");
  }

  static AwsServiceException invalidState(String message) {
    return KmsInvalidStateException.builder().message(message).build();
  }

  static AwsServiceException alreadyExists(String message) {
    return AlreadyExistsException.builder().message(message).build();
  }

  /** AWS says no more than the code. */
  static AwsServiceException invalidCiphertext() {
    return AwsErrors.of("InvalidCiphertextException", null, 400);
  }

  static AwsServiceException incorrectKey() {
    return IncorrectKeyException.builder()
        .message(
            "The key ID in the request does not identify a CMK that can perform this operation.")
        .build();
  }

  static AwsServiceException malformedPolicy() {
    return MalformedPolicyDocumentException.builder()
        .message("The new key policy is not valid JSON.")
        .build();
  }

  static AwsServiceException invalidMarker() {
    return AwsErrors.of("InvalidMarkerException", "Could not deserialize marker", 400);
  }
}
