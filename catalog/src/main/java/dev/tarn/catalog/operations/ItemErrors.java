package dev.tarn.catalog.operations;

import dev.tarn.protocol.AwsErrors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.glue.model.ErrorDetail;

/** The errors of single items in the answer of a batch that succeeded as a whole. */
final class ItemErrors {
  private ItemErrors() {}

  static ErrorDetail of(AwsServiceException error) {
    return of(error, AwsErrors.message(error));
  }

  /** In other words than the exception's: Glue's item errors lack its full stop. */
  static ErrorDetail of(AwsServiceException error, @Nullable String message) {
    return ErrorDetail.builder().errorCode(AwsErrors.code(error)).errorMessage(message).build();
  }
}
