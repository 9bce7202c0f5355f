package dev.tarn.server.signature;

import dev.tarn.server.signature.Refusal.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** How far the time of a signature may be from now. */
final class RequestTimes {
  private static final Duration S3_SKEW = Duration.ofMinutes(15);
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Clock clock;

  RequestTimes(Clock clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  void check(Signed signed, boolean s3) {
    Instant now = now().truncatedTo(ChronoUnit.SECONDS);
    Duration skew = s3 || signed.scope().service().equals("sts") ? S3_SKEW : SKEW;
    if (signed.time().isAfter(now.plus(skew))) {
      throw new Refusal(
          Reason.NOT_YET,
          "Signature not yet current: "
              + signed.timestamp()
              + " is still later than "
              + BASIC.format(now.plus(skew))
              + allowance(now, "+", skew),
          s3Details(signed, now));
    }
    if (signed.isPresigned()) {
      checkUrl(signed, now);
    } else if (signed.time().isBefore(now.minus(skew))) {
      throw new Refusal(
          Reason.EXPIRED,
          "Signature expired: "
              + signed.timestamp()
              + " is now earlier than "
              + BASIC.format(now.minus(skew))
              + allowance(now, "-", skew),
          s3Details(signed, now));
    }
  }

  private static void checkUrl(Signed signed, Instant now) {
    long seconds = signed.validSeconds().orElseThrow();
    Instant end = signed.time().plusSeconds(seconds);
    if (now.isAfter(end)) {
      throw new Refusal(
          Reason.URL_EXPIRED,
          "Signature expired: "
              + signed.timestamp()
              + " is now earlier than "
              + BASIC.format(now.minusSeconds(seconds))
              + allowance(now, "-", Duration.ofSeconds(seconds)),
          Map.of(
              "X-Amz-Expires", Long.toString(seconds),
              "Expires", end.toString(),
              "ServerTime", now.toString()));
    }
  }

  private static String allowance(Instant now, String sign, Duration skew) {
    return " (" + BASIC.format(now) + " " + sign + " " + skew.toMinutes() + " min.)";
  }

  private static Map<String, String> s3Details(Signed signed, Instant now) {
    return Map.of(
        "RequestTime", signed.timestamp(),
        "ServerTime", now.toString(),
        "MaxAllowedSkewMilliseconds", Long.toString(S3_SKEW.toMillis()));
  }
}
