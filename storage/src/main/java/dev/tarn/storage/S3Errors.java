package dev.tarn.storage;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The errors of S3 as its SDK's exceptions, with the codes, statuses and texts of
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html.
 */
public final class S3Errors {

  private S3Errors() {}

  public static S3Exception noSuchBucket() {
    return fill(
        NoSuchBucketException.builder(),
        "NoSuchBucket",
        "The specified bucket does not exist",
        404);
  }

  public static S3Exception noSuchKey() {
    return fill(
        NoSuchKeyException.builder(), "NoSuchKey", "The specified key does not exist.", 404);
  }

  public static S3Exception noSuchVersion() {
    return of("NoSuchVersion", "The specified version does not exist.", 404);
  }

  /**
   * A delete marker cannot be read:
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html.
   */
  public static S3Exception isDeleteMarker() {
    return of(
        "MethodNotAllowed", "The specified method is not allowed against this resource.", 405);
  }

  public static S3Exception noSuchUpload() {
    return fill(
        NoSuchUploadException.builder(),
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
            + " been aborted or completed.",
        404);
  }

  public static S3Exception bucketAlreadyOwnedByYou() {
    return fill(
        BucketAlreadyOwnedByYouException.builder(),
        "BucketAlreadyOwnedByYou",
        "Your previous request to create the named bucket succeeded and you already own it.",
        409);
  }

  public static S3Exception bucketNotEmpty() {
    return of("BucketNotEmpty", "The bucket you tried to delete is not empty", 409);
  }

  public static S3Exception invalidBucketName() {
    return of("InvalidBucketName", "The specified bucket is not valid.", 400);
  }

  public static S3Exception invalidArgument(String message) {
    return of("InvalidArgument", message, 400);
  }

  public static S3Exception invalidRequest(String message) {
    return of("InvalidRequest", message, 400);
  }

  public static S3Exception keyTooLong(long bytes) {
    return of("KeyTooLongError", "Your key is too long: " + bytes + " bytes", 400);
  }

  public static S3Exception preconditionFailed() {
    return of(
        "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412);
  }

  /** Any other error. */
  public static S3Exception of(String code, String message, int status) {
    return fill(S3Exception.builder(), code, message, status);
  }

  private static S3Exception fill(
      S3Exception.Builder builder, String code, String message, int status) {
    AwsErrorDetails details =
        AwsErrorDetails.builder().serviceName("S3").errorCode(code).errorMessage(message).build();
    return (S3Exception)
        builder.message(message).statusCode(status).awsErrorDetails(details).build();
  }
}
