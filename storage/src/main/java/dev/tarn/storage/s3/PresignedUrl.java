package dev.tarn.storage.s3;

import dev.tarn.storage.S3Errors;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Presigned URLs: any signature is accepted, but not after the time that the URL itself names. */
final class PresignedUrl {

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
  private static final long MAX_SECONDS = Duration.ofDays(7).toSeconds();

  private PresignedUrl() {}

  static void requireNotExpired(S3Query query) {
    if (query.has("AWSAccessKeyId") && query.has("Signature")) {
      requireNotPast(query.text("Expires"));
    }
    Optional<String> date = query.get("X-Amz-Date");
    Optional<String> seconds = query.get("X-Amz-Expires");
    if (date.isEmpty() || seconds.isEmpty()) {
      return;
    }
    try {
      long validSeconds = Long.parseLong(seconds.get());
      if (validSeconds < 0 || validSeconds > MAX_SECONDS) {
        throw badParameters("X-Amz-Expires must be between 0 and " + MAX_SECONDS);
      }
      Instant end =
          LocalDateTime.parse(date.get(), DATE).toInstant(ZoneOffset.UTC).plusSeconds(validSeconds);
      if (Instant.now().isAfter(end)) {
        throw S3Errors.of("AccessDenied", "Request has expired", 403);
      }
    } catch (NumberFormatException notANumber) {
      throw badParameters("X-Amz-Expires should be a number");
    } catch (DateTimeException notADate) {
      throw badParameters("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
    }
  }

  /** The older form (signature version 2) names the second at which it ends. */
  private static void requireNotPast(String seconds) {
    try {
      if (Instant.now().getEpochSecond() <= Long.parseLong(seconds)) {
        return;
      }
    } catch (NumberFormatException notANumber) {
      throw S3Errors.of(
          "AccessDenied", "Invalid date (should be seconds since epoch): " + seconds, 403);
    }
    throw S3Errors.of("AccessDenied", "Request has expired", 403);
  }

  private static RuntimeException badParameters(String message) {
    return S3Errors.of("AuthorizationQueryParametersError", message, 400);
  }
}
