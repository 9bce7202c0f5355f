package dev.tarn.server.signature;

import dev.tarn.server.http.Call;
import dev.tarn.server.http.ErrorAnswer;

/**
 * Says in each protocol why a request is not served:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and the common errors of the
 * other services, such as https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html.
 */
final class RefusalAnswers {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int UNAUTHORIZED = 401;

  private static final String MISMATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";
  private static final String MISMATCH_S3 =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " key and signing method.";
  private static final String BAD_TOKEN = "The security token included in the request is invalid";
  private static final String OLD_TOKEN = "The security token included in the request is expired";

  private RefusalAnswers() {}

  static ErrorAnswer of(Refusal refusal, Call call) {
    return switch (call.protocol()) {
      case S3 -> s3(refusal);
      case QUERY -> call.service().equals("ec2") ? ec2(refusal) : query(refusal);
      case AWS_JSON, ADMIN, OTHER -> json(refusal);
    };
  }

  static ErrorAnswer s3(Refusal refusal) {
    return switch (refusal.reason()) {
      case NOT_SIGNED -> s3(refusal, "AccessDenied", "Access Denied", FORBIDDEN);
      case INCOMPLETE ->
          refusal.text().startsWith("X-Amz-") || refusal.text().startsWith("Query-")
              ? s3(refusal, "AuthorizationQueryParametersError", refusal.text(), BAD_REQUEST)
              : s3(
                  refusal,
                  "AuthorizationHeaderMalformed",
                  "The authorization header is malformed; " + refusal.text(),
                  BAD_REQUEST);
      case WRONG_SCOPE ->
          s3(
              refusal,
              "AuthorizationHeaderMalformed",
              "The authorization header is malformed; " + refusal.text(),
              BAD_REQUEST);
      case UNSUPPORTED, NO_PAYLOAD_HASH ->
          s3(refusal, "InvalidRequest", refusal.text(), BAD_REQUEST);
      case UNKNOWN_KEY ->
          s3(
              refusal,
              "InvalidAccessKeyId",
              "The AWS Access Key Id you provided does not exist in our records.",
              FORBIDDEN);
      case MISMATCH -> s3(refusal, "SignatureDoesNotMatch", MISMATCH_S3, FORBIDDEN);
      case EXPIRED, NOT_YET ->
          s3(
              refusal,
              "RequestTimeTooSkewed",
              "The difference between the request time and the current time is too large.",
              FORBIDDEN);
      case URL_EXPIRED -> s3(refusal, "AccessDenied", "Request has expired", FORBIDDEN);
      case HEADERS_NOT_SIGNED -> s3(refusal, "AccessDenied", refusal.text(), FORBIDDEN);
      case WRONG_TOKEN ->
          s3(
              refusal,
              "InvalidToken",
              "The provided token is malformed or otherwise invalid.",
              BAD_REQUEST);
      case EXPIRED_TOKEN ->
          s3(refusal, "ExpiredToken", "The provided token has expired.", BAD_REQUEST);
    };
  }

  private static ErrorAnswer s3(Refusal refusal, String code, String message, int status) {
    return new ErrorAnswer(code, message, status, refusal.details());
  }

  private static ErrorAnswer json(Refusal refusal) {
    return switch (refusal.reason()) {
      case NOT_SIGNED ->
          json("MissingAuthenticationTokenException", "Missing Authentication Token");
      case INCOMPLETE, UNSUPPORTED, HEADERS_NOT_SIGNED, NO_PAYLOAD_HASH ->
          json("IncompleteSignatureException", refusal.text());
      case UNKNOWN_KEY, WRONG_TOKEN -> json("UnrecognizedClientException", BAD_TOKEN + ".");
      case MISMATCH -> json("InvalidSignatureException", MISMATCH);
      case WRONG_SCOPE, EXPIRED, NOT_YET, URL_EXPIRED ->
          json("InvalidSignatureException", refusal.text());
      case EXPIRED_TOKEN -> json("ExpiredTokenException", OLD_TOKEN);
    };
  }

  private static ErrorAnswer json(String code, String message) {
    return ErrorAnswer.of(code, message, BAD_REQUEST);
  }

  private static ErrorAnswer query(Refusal refusal) {
    return switch (refusal.reason()) {
      case NOT_SIGNED ->
          ErrorAnswer.of(
              "MissingAuthenticationToken", "Request is missing Authentication Token", FORBIDDEN);
      case INCOMPLETE, UNSUPPORTED, HEADERS_NOT_SIGNED, NO_PAYLOAD_HASH ->
          ErrorAnswer.of("IncompleteSignature", refusal.text(), BAD_REQUEST);
      case UNKNOWN_KEY, WRONG_TOKEN ->
          ErrorAnswer.of("InvalidClientTokenId", BAD_TOKEN + ".", FORBIDDEN);
      case MISMATCH -> ErrorAnswer.of("SignatureDoesNotMatch", MISMATCH, FORBIDDEN);
      case WRONG_SCOPE, EXPIRED, NOT_YET, URL_EXPIRED ->
          ErrorAnswer.of("SignatureDoesNotMatch", refusal.text(), FORBIDDEN);
      case EXPIRED_TOKEN -> ErrorAnswer.of("ExpiredToken", OLD_TOKEN, FORBIDDEN);
    };
  }

  /** https://docs.aws.amazon.com/ec2/latest/devguide/errors-overview.html. */
  private static ErrorAnswer ec2(Refusal refusal) {
    return switch (refusal.reason()) {
      case NOT_SIGNED -> query(refusal);
      case EXPIRED, NOT_YET, URL_EXPIRED ->
          ErrorAnswer.of("RequestExpired", "Request has expired.", BAD_REQUEST);
      default ->
          ErrorAnswer.of(
              "AuthFailure",
              "AWS was not able to validate the provided access credentials",
              UNAUTHORIZED);
    };
  }
}
