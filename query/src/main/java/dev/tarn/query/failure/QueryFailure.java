package dev.tarn.query.failure;

import software.amazon.awssdk.services.athena.model.AthenaError;

/**
 * What GetQueryExecution says about a FAILED query.
 *
 * @param reason the StateChangeReason
 */
public record QueryFailure(String reason, AthenaError error) {
  /** ErrorCategory of failures that are neither. */
  public static final int OTHER = 3;

  /** ErrorCategory of failures that are the service's own. */
  public static final int SYSTEM = 1;

  /** ErrorCategory of failures that a change to the statement or its data can cure. */
  public static final int USER = 2;

  private static final int INTERNAL_ERROR = 100;
  private static final int FAILED_TO_WRITE_RESULTS = 401;
  private static final int S3_PERMISSION = 1501;

  /** A failure whose reason and error message are the same text. */
  public static QueryFailure of(int category, int type, String text) {
    return of(category, type, text, text, false);
  }

  public static QueryFailure of(
      int category, int type, String reason, String message, boolean retryable) {
    return new QueryFailure(
        reason,
        AthenaError.builder()
            .errorCategory(category)
            .errorType(type)
            .retryable(retryable)
            .errorMessage(message)
            .build());
  }

  /** A defect of this program; its stack trace is in the log. */
  public static QueryFailure unexpected(Throwable failure) {
    return of(SYSTEM, INTERNAL_ERROR, "INTERNAL_ERROR: " + failure);
  }

  /** The server ended, by whatever cause, before the query did. */
  public static QueryFailure interrupted() {
    String text =
        "INTERNAL_ERROR: The server stopped before the query finished. Run the query again.";
    return of(SYSTEM, INTERNAL_ERROR, text, text, true);
  }

  /** The result must not be stored there; AWS has the blank before the period too. */
  public static QueryFailure accessDenied(String location) {
    return of(
        USER,
        S3_PERMISSION,
        "Access denied when writing output to url: "
            + location
            + " . Please ensure you are allowed to access the S3 bucket. If you are encrypting query"
            + " results with KMS key, please ensure you are allowed to access your KMS key");
  }

  /** The result could not be stored. */
  public static QueryFailure unwritable(String location, Exception cause) {
    return of(
        SYSTEM, FAILED_TO_WRITE_RESULTS, "Failed to write results to " + location + ": " + cause);
  }
}
