package dev.tarn.storage.s3;

import dev.tarn.storage.ObjectHead;
import dev.tarn.storage.Precondition;
import dev.tarn.storage.S3Errors;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The conditions of a request, in the order RFC 9110 gives them: If-Match, else
 * If-Unmodified-Since; then If-None-Match, else If-Modified-Since. Dates that cannot be read are
 * left out, as RFC 9110 says.
 */
record Conditions(
    String prefix,
    Optional<String> ifMatch,
    Optional<String> ifNoneMatch,
    Optional<Instant> ifModifiedSince,
    Optional<Instant> ifUnmodifiedSince) {

  static Conditions of(S3Exchange exchange) {
    return withPrefix(exchange, "");
  }

  /** The conditions on the source of a copy. */
  static Conditions ofCopySource(S3Exchange exchange) {
    return withPrefix(exchange, "x-amz-copy-source-");
  }

  /** The condition of one of several deletions. */
  static Conditions ifMatch(Optional<String> eTag) {
    return new Conditions("", eTag, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** For reading: false when the client has the object already; fails with PreconditionFailed. */
  boolean proceed(ObjectHead head) {
    Optional<String> failed = failed(head);
    if (failed.isPresent()) {
      throw preconditionFailed(failed.get());
    }
    return unchanged(head).isEmpty();
  }

  /** For the source of a copy: every condition that does not hold is a failure. */
  void require(ObjectHead head) {
    Optional<String> failed = failed(head).or(() -> unchanged(head));
    if (failed.isPresent()) {
      throw preconditionFailed(failed.get());
    }
  }

  /**
   * For writing: S3 knows If-Match with an ETag and If-None-Match with "*" there:
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html.
   */
  Precondition forWrite() {
    if (ifMatch.isEmpty() && ifNoneMatch.isEmpty()) {
      return Precondition.NONE;
    }
    if (ifNoneMatch.isPresent() && !ifNoneMatch.get().equals("*")) {
      throw S3Errors.of(
          "NotImplemented",
          "A header you provided implies functionality that is not implemented",
          501);
    }
    return current -> {
      if (ifNoneMatch.isPresent() && current.isPresent()) {
        throw preconditionFailed("If-None-Match");
      }
      requireMatch(current);
    };
  }

  Precondition forDelete() {
    return ifMatch.isEmpty() ? Precondition.NONE : this::requireMatch;
  }

  private void requireMatch(Optional<ObjectHead> current) {
    if (ifMatch.isPresent()) {
      ObjectHead head = current.orElseThrow(S3Errors::noSuchKey);
      if (!matches(ifMatch.get(), head)) {
        throw preconditionFailed("If-Match");
      }
    }
  }

  private Optional<String> failed(ObjectHead head) {
    if (ifMatch.isPresent()) {
      return matches(ifMatch.get(), head) ? Optional.empty() : Optional.of("If-Match");
    }
    boolean changed =
        ifUnmodifiedSince.isPresent() && modified(head).isAfter(ifUnmodifiedSince.get());
    return changed ? Optional.of("If-Unmodified-Since") : Optional.empty();
  }

  private Optional<String> unchanged(ObjectHead head) {
    if (ifNoneMatch.isPresent()) {
      return matches(ifNoneMatch.get(), head) ? Optional.of("If-None-Match") : Optional.empty();
    }
    boolean unchanged =
        ifModifiedSince.isPresent() && !modified(head).isAfter(ifModifiedSince.get());
    return unchanged ? Optional.of("If-Modified-Since") : Optional.empty();
  }

  /** Conditions are told in whole seconds. */
  private static Instant modified(ObjectHead head) {
    return head.lastModified().truncatedTo(ChronoUnit.SECONDS);
  }

  private DetailedError preconditionFailed(String condition) {
    return new DetailedError(S3Errors.preconditionFailed(), "Condition", prefix + condition);
  }

  private static boolean matches(String eTags, ObjectHead head) {
    for (String eTag : eTags.split(",", -1)) {
      String plain = eTag.trim();
      if (plain.equals("*") || unquoted(plain).equals(head.eTag())) {
        return true;
      }
    }
    return false;
  }

  /** Without quotation marks; S3 also takes an ETag with only one of them. */
  static String unquoted(String eTag) {
    int start = eTag.startsWith("\"") ? 1 : 0;
    int end = eTag.length() > start && eTag.endsWith("\"") ? eTag.length() - 1 : eTag.length();
    return eTag.substring(start, end);
  }

  private static Conditions withPrefix(S3Exchange exchange, String prefix) {
    return new Conditions(
        prefix,
        exchange.header(prefix + "if-match"),
        exchange.header(prefix + "if-none-match"),
        date(exchange, prefix + "if-modified-since"),
        date(exchange, prefix + "if-unmodified-since"));
  }

  private static Optional<Instant> date(S3Exchange exchange, String header) {
    return exchange.header(header).flatMap(Conditions::parse);
  }

  private static Optional<Instant> parse(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException notHttpDate) {
      return Optional.empty();
    }
  }
}
