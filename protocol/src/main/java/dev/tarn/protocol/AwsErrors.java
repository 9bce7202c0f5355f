package dev.tarn.protocol;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The errors that AWS's service framework raises before or beside a service's own, and what any
 * exception says on the wire. A service's own errors are thrown as the SDK's modelled classes.
 */
public final class AwsErrors {
  private AwsErrors() {}

  /** An error by code. Leaving an operation, it becomes the modelled class if there is one. */
  public static AwsServiceException of(String code, @Nullable String message, int httpStatus) {
    return AwsServiceException.builder()
        .message(message)
        .statusCode(httpStatus)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }

  /** The body is not what the operation's model says; AWS gives no message for malformed JSON. */
  public static AwsServiceException serialization(@Nullable String message) {
    return of("SerializationException", message, 400);
  }

  /** No such operation, a target in the wrong case, or no target; AWS gives no message. */
  public static AwsServiceException unknownOperation() {
    return of("UnknownOperationException", null, 400);
  }

  public static AwsServiceException validation(String message) {
    return of("ValidationException", message, 400);
  }

  public static AwsServiceException accessDenied(String message) {
    return of("AccessDeniedException", message, 400);
  }

  /**
   * An operation of the model that is not implemented here. The status is 400 and not 501: SDKs
   * that retry every 5xx status (Ruby, JavaScript v2) would repeat a call that can never succeed.
   */
  public static AwsServiceException notImplemented(String serviceName, String operation) {
    return of(
        "NotImplementedException",
        serviceName + " " + operation + " is not implemented by this server.",
        400);
  }

  /** Something went wrong that the caller can do nothing about; tells nothing about the cause. */
  public static AwsServiceException internal(ServiceModel service) {
    String code =
        Stream.of("InternalServiceException", "InternalServerException")
            .filter(known -> service.error(known).isPresent())
            .findFirst()
            .orElse("InternalFailure");
    return of(code, "An internal error occurred; the server's log has the cause.", 500);
  }

  /** The error code on the wire. */
  public static String code(AwsServiceException exception) {
    AwsErrorDetails details = exception.awsErrorDetails();
    if (details != null && details.errorCode() != null) {
      return details.errorCode();
    }
    return WireNames.errorCode(exception.getClass());
  }

  /** The message on the wire, without what the SDK's getMessage adds to it. */
  public static @Nullable String message(AwsServiceException exception) {
    AwsErrorDetails details = exception.awsErrorDetails();
    return details == null ? exception.getMessage() : details.errorMessage();
  }

  /** The HTTP status: what the exception says, else 500 for internal errors and 400 for others. */
  public static int status(AwsServiceException exception) {
    if (exception.statusCode() != 0) {
      return exception.statusCode();
    }
    return Objects.requireNonNull(code(exception)).startsWith("Internal") ? 500 : 400;
  }
}
