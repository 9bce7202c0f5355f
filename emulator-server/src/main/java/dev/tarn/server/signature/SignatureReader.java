package dev.tarn.server.signature;

import dev.tarn.http.IncomingRequest;
import dev.tarn.server.signature.Refusal.Reason;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Finds the signature in a request's headers or in its query. */
final class SignatureReader {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  static final String SIGNATURE = "X-Amz-Signature";

  private static final String ALGORITHM_PARAMETER = "X-Amz-Algorithm";
  private static final String TOKEN = "X-Amz-Security-Token";
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
  private static final long MAX_VALID_SECONDS = Duration.ofDays(7).toSeconds();
  private static final int SCOPE_PARTS = 5;

  private SignatureReader() {}

  /** Fails when there is none, or one that nobody could verify. */
  static Signed read(IncomingRequest request) {
    String authorization = request.header("Authorization");
    if (authorization != null) {
      return ofHeader(request, authorization);
    }
    List<UriText.Parameter> parameters = UriText.parameters(request.query());
    Optional<String> algorithm = UriText.parameter(parameters, ALGORITHM_PARAMETER);
    if (algorithm.isPresent() || UriText.parameter(parameters, SIGNATURE).isPresent()) {
      return ofQuery(parameters, algorithm.orElse(""));
    }
    if (UriText.parameter(parameters, "AWSAccessKeyId").isPresent()) {
      throw unsupported();
    }
    throw new Refusal(Reason.NOT_SIGNED, "");
  }

  /** Whether headers or query carry a signature, of whatever kind. */
  static boolean isSigned(IncomingRequest request) {
    List<UriText.Parameter> parameters = UriText.parameters(request.query());
    return request.header("Authorization") != null
        || UriText.parameter(parameters, ALGORITHM_PARAMETER).isPresent()
        || UriText.parameter(parameters, SIGNATURE).isPresent()
        || UriText.parameter(parameters, "AWSAccessKeyId").isPresent();
  }

  /** From the fields of a form, by lower-case name; those that are needed are there. */
  static Signed ofForm(Map<String, String> form) {
    if (!ALGORITHM.equals(form.get("x-amz-algorithm"))) {
      throw unsupported();
    }
    Map<String, String> fields =
        Map.of(
            "Credential", form.getOrDefault("x-amz-credential", ""),
            "Signature", form.getOrDefault("x-amz-signature", ""));
    return signed(
        fields,
        form.getOrDefault("x-amz-date", ""),
        Optional.ofNullable(form.get(TOKEN.toLowerCase(Locale.ROOT))),
        OptionalLong.empty());
  }

  private static Signed ofHeader(IncomingRequest request, String authorization) {
    if (!authorization.startsWith(ALGORITHM + " ") && !authorization.equals(ALGORITHM)) {
      if (authorization.startsWith("AWS ") || authorization.startsWith("AWS4-")) {
        throw unsupported();
      }
      throw new Refusal(Reason.INCOMPLETE, "Unsupported authorization type");
    }
    Map<String, String> fields = new HashMap<>();
    for (String field : authorization.substring(ALGORITHM.length()).split(",", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals).strip(), field.substring(equals + 1).strip());
      }
    }
    StringBuilder missing = new StringBuilder();
    for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
      if (fields.getOrDefault(name, "").isEmpty()) {
        missing.append("Authorization header requires '").append(name).append("' parameter. ");
      }
    }
    String date = request.header("X-Amz-Date");
    if (date == null && request.header("Date") == null) {
      missing.append(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'");
      missing.append(" header. ");
    }
    if (!missing.isEmpty()) {
      throw new Refusal(Reason.INCOMPLETE, missing.toString().strip());
    }
    String timestamp = date == null ? ofRfc1123(request.header("Date")) : date;
    return signed(
        fields, timestamp, Optional.ofNullable(request.header(TOKEN)), OptionalLong.empty());
  }

  private static Signed ofQuery(List<UriText.Parameter> parameters, String algorithm) {
    if (!algorithm.equals(ALGORITHM)) {
      throw algorithm.startsWith("AWS4-")
          ? unsupported()
          : new Refusal(Reason.INCOMPLETE, "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
    }
    Map<String, String> fields = new HashMap<>();
    for (String name : List.of("Credential", "Signature", "SignedHeaders", "Date", "Expires")) {
      String value = UriText.parameter(parameters, "X-Amz-" + name).orElse("");
      boolean needed = !name.equals("Expires");
      if (value.isEmpty() && needed) {
        throw new Refusal(
            Reason.INCOMPLETE,
            "Query-string authentication version 4 requires the X-Amz-Algorithm,"
                + " X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and"
                + " X-Amz-Expires parameters.");
      }
      fields.put(name, value);
    }
    return signed(
        fields,
        fields.getOrDefault("Date", ""),
        UriText.parameter(parameters, TOKEN),
        OptionalLong.of(validSeconds(fields.getOrDefault("Expires", ""))));
  }

  private static long validSeconds(String text) {
    if (text.isEmpty()) {
      return Duration.ofMinutes(15).toSeconds();
    }
    try {
      long seconds = Long.parseLong(text);
      if (seconds >= 0 && seconds <= MAX_VALID_SECONDS) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      throw new Refusal(Reason.INCOMPLETE, "X-Amz-Expires should be a number");
    }
    throw new Refusal(
        Reason.INCOMPLETE,
        "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must"
            + " be less than 604800 seconds");
  }

  private static Signed signed(
      Map<String, String> fields,
      String timestamp,
      Optional<String> token,
      OptionalLong validSeconds) {
    String credential = fields.getOrDefault("Credential", "");
    // The key itself may have slashes: the scope is the last parts.
    String[] parts = credential.split("/", -1);
    if (parts.length < SCOPE_PARTS || !parts[parts.length - 1].equals("aws4_request")) {
      throw new Refusal(
          Reason.INCOMPLETE,
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term, got '"
              + credential
              + "'");
    }
    int scope = parts.length - 4;
    String accessKeyId = String.join("/", List.of(parts).subList(0, scope));
    Instant time = time(timestamp);
    if (!timestamp.startsWith(parts[scope])) {
      throw new Refusal(
          Reason.WRONG_SCOPE,
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP:"
              + " '"
              + parts[scope]
              + "' != '"
              + timestamp.substring(0, 8)
              + "', from '"
              + timestamp
              + "'.");
    }
    List<String> headers =
        List.of(fields.getOrDefault("SignedHeaders", "").toLowerCase(Locale.ROOT).split(";", -1));
    return new Signed(
        accessKeyId,
        new Signed.Scope(parts[scope], parts[scope + 1], parts[scope + 2]),
        timestamp,
        time,
        headers,
        fields.getOrDefault("Signature", ""),
        token,
        validSeconds);
  }

  private static Instant time(String timestamp) {
    try {
      return LocalDateTime.parse(timestamp, BASIC).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new Refusal(
          Reason.INCOMPLETE,
          "Date must be in ISO-8601 'basic format'. Got '"
              + timestamp
              + "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }
  }

  private static String ofRfc1123(@Nullable String date) {
    try {
      return BASIC.format(
          LocalDateTime.parse(String.valueOf(date), DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException e) {
      return String.valueOf(date); // time() will say what is wrong with it
    }
  }

  static Refusal unsupported() {
    return new Refusal(
        Reason.UNSUPPORTED,
        "The authorization mechanism you have provided is not supported. Please use"
            + " AWS4-HMAC-SHA256.");
  }
}
