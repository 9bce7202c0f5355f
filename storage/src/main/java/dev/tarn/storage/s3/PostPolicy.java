package dev.tarn.storage.s3;

import dev.tarn.storage.S3Errors;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The policy of a browser's POST: what the form may hold, and until when. See
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html.
 *
 * @param minBytes of the file
 * @param maxBytes of the file
 */
record PostPolicy(long minBytes, long maxBytes) {

  /** Fields that no policy has to mention. */
  private static final Set<String> FREE =
      Set.of(
          "policy",
          "file",
          "awsaccesskeyid",
          "signature",
          "x-amz-signature",
          "x-amz-algorithm",
          "x-amz-credential",
          "x-amz-date",
          "x-amz-security-token",
          "submit",
          "bucket");

  /** A form without a policy. */
  static PostPolicy none() {
    return new PostPolicy(0, RequestBody.MAX_OBJECT_BYTES);
  }

  /**
   * Checks the fields (by lower-case name, with the bucket among them) against the policy.
   *
   * @throws software.amazon.awssdk.services.s3.model.S3Exception AccessDenied when they do not fit
   */
  static PostPolicy check(String base64, Map<String, String> fields) {
    Map<String, Object> policy;
    try {
      policy = PolicyJson.read(Base64.getMimeDecoder().decode(base64));
    } catch (IOException | IllegalArgumentException notAPolicy) {
      throw invalid("Invalid Policy: Invalid JSON.");
    }
    requireNotExpired(policy);
    if (!(policy.get("conditions") instanceof List<?> conditions)) {
      throw invalid("Invalid Policy: Policy missing conditions.");
    }
    long min = 0;
    long max = RequestBody.MAX_OBJECT_BYTES;
    Set<String> mentioned = new HashSet<>(FREE);
    for (Object condition : conditions) {
      if (condition instanceof Map<?, ?> exact && exact.size() == 1) {
        exact.forEach(
            (name, value) -> match(fields, mentioned, "eq", "$" + name, String.valueOf(value)));
      } else if (condition instanceof List<?> list && list.size() == 3) {
        String operator = String.valueOf(list.get(0)).toLowerCase(Locale.ROOT);
        if (operator.equals("content-length-range")) {
          min = number(list.get(1));
          max = Math.min(max, number(list.get(2)));
        } else {
          match(
              fields,
              mentioned,
              operator,
              String.valueOf(list.get(1)),
              String.valueOf(list.get(2)));
        }
      } else {
        throw invalid("Invalid Policy: Invalid condition.");
      }
    }
    for (String field : fields.keySet()) {
      if (!mentioned.contains(field) && !field.startsWith("x-ignore-")) {
        throw denied("Extra input fields: " + field);
      }
    }
    return new PostPolicy(min, max);
  }

  private static void requireNotExpired(Map<String, Object> policy) {
    if (!(policy.get("expiration") instanceof String text)) {
      throw invalid("Invalid Policy: Policy missing expiration.");
    }
    try {
      if (OffsetDateTime.parse(text).toInstant().isBefore(Instant.now())) {
        throw denied("Policy expired.");
      }
    } catch (DateTimeException notDate) {
      throw invalid("Invalid Policy: Invalid 'expiration' value: '" + text + "'");
    }
  }

  private static void match(
      Map<String, String> fields,
      Set<String> mentioned,
      String operator,
      String variable,
      String value) {
    if (!variable.startsWith("$")) {
      throw invalid("Invalid Policy: Invalid condition.");
    }
    String name = variable.substring(1).toLowerCase(Locale.ROOT);
    mentioned.add(name);
    String given = fields.getOrDefault(name, "");
    boolean fits =
        switch (operator) {
          case "eq" -> given.equals(value);
          case "starts-with" -> given.startsWith(value);
          default -> throw invalid("Invalid Policy: Invalid condition.");
        };
    if (!fits) {
      throw denied(
          "Policy Condition failed: [\"" + operator + "\", \"$" + name + "\", \"" + value + "\"]");
    }
  }

  private static long number(Object value) {
    try {
      long number = Long.parseLong(String.valueOf(value));
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw invalid("Invalid Policy: Invalid content-length-range.");
    }
    throw invalid("Invalid Policy: Invalid content-length-range.");
  }

  private static RuntimeException invalid(String message) {
    return S3Errors.of("InvalidPolicyDocument", message, 400);
  }

  private static RuntimeException denied(String reason) {
    return S3Errors.of("AccessDenied", "Invalid according to Policy: " + reason, 403);
  }
}
