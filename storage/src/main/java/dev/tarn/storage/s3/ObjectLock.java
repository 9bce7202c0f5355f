package dev.tarn.storage.s3;

import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectAttributes;
import dev.tarn.storage.ObjectVersion;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.VersionGuard;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Object Lock: what an object's lock is when it is written, and whether a version may be deleted.
 * An object's lock is kept as the headers that S3 answers it in. See
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html.
 */
final class ObjectLock {

  static final String DOCUMENT = "object-lock";
  static final String MODE = "x-amz-object-lock-mode";
  static final String RETAIN_UNTIL = "x-amz-object-lock-retain-until-date";
  static final String LEGAL_HOLD = "x-amz-object-lock-legal-hold";

  private static final Set<String> MODES = Set.of("GOVERNANCE", "COMPLIANCE");
  private static final Set<String> HOLDS = Set.of("ON", "OFF");

  private final LocalObjectStore store;

  ObjectLock(LocalObjectStore store) {
    this.store = store;
  }

  boolean isEnabled(String bucket) throws IOException {
    return store.documents().get(bucket, DOCUMENT).isPresent();
  }

  void requireEnabled(String bucket) throws IOException {
    if (!isEnabled(bucket)) {
      throw S3Errors.invalidRequest("Bucket is missing Object Lock Configuration");
    }
  }

  /** Gives an object that is written the lock its request asks for, or else the bucket's. */
  ObjectAttributes locked(S3Exchange exchange, ObjectAttributes attributes) throws IOException {
    Optional<String> mode = exchange.header(MODE);
    Optional<String> until = exchange.header(RETAIN_UNTIL);
    Optional<String> hold = exchange.header(LEGAL_HOLD);
    boolean asked = mode.isPresent() || until.isPresent() || hold.isPresent();
    Optional<byte[]> document = store.documents().get(exchange.bucket(), DOCUMENT);
    if (document.isEmpty()) {
      if (asked) {
        throw S3Errors.invalidRequest("Bucket is missing Object Lock Configuration");
      }
      return attributes;
    }
    if (mode.isPresent() != until.isPresent()) {
      throw S3Errors.invalidArgument(RETAIN_UNTIL + " and " + MODE + " must both be supplied");
    }
    Map<String, String> headers = new HashMap<>(attributes.headers());
    if (mode.isPresent()) {
      if (!MODES.contains(mode.get())) {
        throw S3Errors.invalidArgument("Unknown wormMode directive.");
      }
      headers.put(MODE, mode.get());
      headers.put(RETAIN_UNTIL, futureDate(until.orElseThrow()).toString());
    } else {
      defaultRetention(document.get(), headers);
    }
    if (hold.isPresent()) {
      if (!HOLDS.contains(hold.get())) {
        throw S3Errors.invalidArgument("Legal Hold must be either of 'ON' or 'OFF'");
      }
      headers.put(LEGAL_HOLD, hold.get());
    }
    return attributes.withHeaders(headers);
  }

  private static void defaultRetention(byte[] document, Map<String, String> headers) {
    Optional<XmlElement> retention =
        XmlReader.read(document).child("Rule").flatMap(rule -> rule.child("DefaultRetention"));
    if (retention.isEmpty()) {
      return;
    }
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    OffsetDateTime until =
        retention.get().childText("Days").isPresent()
            ? now.plusDays(number(retention.get(), "Days"))
            : now.plusYears(number(retention.get(), "Years"));
    headers.put(MODE, retention.get().childText("Mode").orElseThrow().trim());
    headers.put(RETAIN_UNTIL, until.toInstant().toString());
  }

  /** Fails with MalformedXML or InvalidRetentionPeriod. */
  static void validate(XmlElement configuration) {
    if (!configuration.childText("ObjectLockEnabled").orElse("").trim().equals("Enabled")) {
      throw XmlReader.malformed();
    }
    Optional<XmlElement> rule = configuration.child("Rule");
    if (rule.isEmpty()) {
      return;
    }
    XmlElement retention = rule.get().child("DefaultRetention").orElseThrow(XmlReader::malformed);
    boolean days = retention.childText("Days").isPresent();
    boolean years = retention.childText("Years").isPresent();
    if (!MODES.contains(retention.childText("Mode").orElse("").trim()) || days == years) {
      throw XmlReader.malformed();
    }
    if (number(retention, days ? "Days" : "Years") <= 0) {
      throw S3Errors.of(
          "InvalidRetentionPeriod",
          "Default retention period must be a positive integer value",
          400);
    }
  }

  static byte[] enabledDocument() {
    return XmlWriter.document("ObjectLockConfiguration")
        .element("ObjectLockEnabled", "Enabled")
        .close("ObjectLockConfiguration")
        .bytes();
  }

  /** The change that a Retention document asks for; fails with AccessDenied when it weakens. */
  static ObjectAttributes retain(
      ObjectAttributes attributes, @Nullable String mode, @Nullable Instant until, boolean bypass) {
    Map<String, String> headers = new HashMap<>(attributes.headers());
    Optional<Instant> old = retainedUntil(attributes);
    if (old.isPresent() && old.get().isAfter(Instant.now())) {
      boolean compliance = "COMPLIANCE".equals(headers.get(MODE));
      boolean weaker =
          mode == null
              || until == null
              || until.isBefore(old.get())
              || (compliance && !mode.equals("COMPLIANCE"))
              || (!compliance && !mode.equals("GOVERNANCE"));
      if (weaker && (compliance || !bypass)) {
        throw accessDenied();
      }
    }
    headers.remove(MODE);
    headers.remove(RETAIN_UNTIL);
    if (mode != null && until != null) {
      headers.put(MODE, mode);
      headers.put(RETAIN_UNTIL, until.toString());
    }
    return attributes.withHeaders(headers);
  }

  static Optional<Instant> retainedUntil(ObjectAttributes attributes) {
    return Optional.ofNullable(attributes.headers().get(RETAIN_UNTIL)).map(Instant::parse);
  }

  static boolean isMode(String mode) {
    return MODES.contains(mode);
  }

  static boolean isHold(String hold) {
    return HOLDS.contains(hold);
  }

  /** Lets no locked version be deleted. */
  static VersionGuard guard(S3Exchange exchange) {
    boolean bypass = isBypass(exchange);
    return version -> requireDeletable(version, bypass);
  }

  static boolean isBypass(S3Exchange exchange) {
    return exchange.header("x-amz-bypass-governance-retention").orElse("").equalsIgnoreCase("true");
  }

  private static void requireDeletable(ObjectVersion version, boolean bypass) {
    ObjectAttributes attributes = version.object().attributes();
    boolean held = "ON".equals(attributes.headers().get(LEGAL_HOLD));
    boolean retained =
        retainedUntil(attributes).filter(until -> until.isAfter(Instant.now())).isPresent();
    boolean governed = "GOVERNANCE".equals(attributes.headers().get(MODE));
    if (held || (retained && !(governed && bypass))) {
      throw accessDenied();
    }
  }

  private static RuntimeException accessDenied() {
    return S3Errors.of(
        "AccessDenied", "Access Denied because object protected by object lock.", 403);
  }

  /** Fails with InvalidArgument. */
  static Instant futureDate(String text) {
    Instant date;
    try {
      date = OffsetDateTime.parse(text.trim()).toInstant();
    } catch (DateTimeException notDate) {
      throw S3Errors.invalidArgument("The retain until date must be provided in ISO 8601 format");
    }
    if (!date.isAfter(Instant.now())) {
      throw S3Errors.invalidArgument("The retain until date must be in the future!");
    }
    return date;
  }

  private static int number(XmlElement retention, String name) {
    try {
      return Integer.parseInt(retention.childText(name).orElseThrow(XmlReader::malformed).trim());
    } catch (NumberFormatException notANumber) {
      throw XmlReader.malformed();
    }
  }
}
