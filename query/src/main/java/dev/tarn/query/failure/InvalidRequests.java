package dev.tarn.query.failure;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.MetadataException;
import software.amazon.awssdk.services.athena.model.ResourceNotFoundException;
import software.amazon.awssdk.services.athena.model.TooManyRequestsException;

/** Athena's exceptions, complete with status and code. */
public final class InvalidRequests {
  public static final String INVALID_INPUT = "INVALID_INPUT";
  public static final String QUERY_EXECUTION_NOT_FOUND = "QUERY_EXECUTION_NOT_FOUND";
  public static final String INVALID_QUERY_EXECUTION_STATE = "INVALID_QUERY_EXECUTION_STATE";
  public static final String RESULT_NOT_FOUND = "RESULT_NOT_FOUND";
  public static final String IDEMPOTENT_PARAMETER_MISMATCH = "IDEMPOTENT_PARAMETER_MISMATCH";

  private static final int BAD_REQUEST = 400;

  private InvalidRequests() {}

  public static InvalidRequestException invalidInput(String message) {
    return invalid(INVALID_INPUT, message);
  }

  public static InvalidRequestException invalid(String athenaErrorCode, String message) {
    return InvalidRequestException.builder()
        .athenaErrorCode(athenaErrorCode)
        .message(message)
        .statusCode(BAD_REQUEST)
        .awsErrorDetails(details("InvalidRequestException", message))
        .build();
  }

  /** There is no result, or it is no longer there. */
  public static InvalidRequestException resultNotFound() {
    return invalid(RESULT_NOT_FOUND, "Could not find results");
  }

  public static ResourceNotFoundException resourceNotFound(String message) {
    return ResourceNotFoundException.builder()
        .message(message)
        .statusCode(BAD_REQUEST)
        .awsErrorDetails(details("ResourceNotFoundException", message))
        .build();
  }

  public static MetadataException metadata(String message) {
    return MetadataException.builder()
        .message(message)
        .statusCode(BAD_REQUEST)
        .awsErrorDetails(details("MetadataException", message))
        .build();
  }

  public static TooManyRequestsException tooManyQueries() {
    String message =
        "You have exceeded the limit for the number of queries you can run concurrently. Please"
            + " reduce the number of concurrent queries submitted by this account.";
    return TooManyRequestsException.builder()
        .reason("CONCURRENT_QUERY_LIMIT_EXCEEDED")
        .message(message)
        .statusCode(BAD_REQUEST)
        .awsErrorDetails(details("TooManyRequestsException", message))
        .build();
  }

  private static AwsErrorDetails details(String code, String message) {
    return AwsErrorDetails.builder()
        .errorCode(code)
        .errorMessage(message)
        .serviceName("Athena")
        .build();
  }
}
