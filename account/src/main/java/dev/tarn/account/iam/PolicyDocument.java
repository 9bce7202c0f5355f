package dev.tarn.account.iam;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form of policy documents. Whether actions or principals exist is not looked at. The texts are
 * those that the service was seen to answer by the authors of its other clients.
 */
public final class PolicyDocument {
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(50).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String SYNTAX = "Syntax errors in policy.";
  private static final Set<String> VERSIONS = Set.of("2008-10-17", "2012-10-17");
  private static final Set<String> EFFECTS = Set.of("Allow", "Deny");

  private PolicyDocument() {}

  /** A policy of what somebody may do. */
  public static void checkIdentityPolicy(String text) {
    JsonNode document = parse(text);
    if (document == null) {
      throw IamErrors.malformedPolicy(SYNTAX);
    }
    for (JsonNode statement : statements(document)) {
      if (!has(statement, "Action", "NotAction")) {
        throw IamErrors.malformedPolicy("Policy statement must contain actions.");
      }
      if (!has(statement, "Resource", "NotResource")) {
        throw IamErrors.malformedPolicy("Policy statement must contain resources.");
      }
      if (has(statement, "Principal", "NotPrincipal")) {
        throw IamErrors.malformedPolicy("Policy document should not specify a principal.");
      }
    }
  }

  /** A managed policy, which must be of the later version of the language. */
  static void checkManagedPolicy(String text) {
    checkIdentityPolicy(text);
    JsonNode document = parse(text);
    if (document == null || !document.path("Version").asText().equals("2012-10-17")) {
      throw IamErrors.malformedPolicy("Policy document must be version 2012-10-17 or greater.");
    }
  }

  /** A policy of who may assume a role. */
  static void checkTrustPolicy(String text) {
    JsonNode document = parse(text);
    if (document == null) {
      throw IamErrors.malformedPolicy("This policy contains invalid Json");
    }
    for (JsonNode statement : statements(document)) {
      if (has(statement, "Resource", "NotResource")) {
        throw IamErrors.malformedPolicy("Has prohibited field Resource");
      }
      if (!has(statement, "Principal", "NotPrincipal")) {
        throw IamErrors.malformedPolicy("Missing required field Principal");
      }
      if (!has(statement, "Action", "NotAction")) {
        throw IamErrors.malformedPolicy("Missing required field Action");
      }
    }
  }

  /** As IAM answers it: percent-encoded by RFC 3986. */
  static @Nullable String encoded(@Nullable String text) {
    return text == null
        ? null
        : URLEncoder.encode(text, StandardCharsets.UTF_8)
            .replace("+", "%20")
            .replace("*", "%2A")
            .replace("%7E", "~");
  }

  /** What counts for the quotas on the size of a document. */
  static int size(String text) {
    return (int) text.chars().filter(c -> !Character.isWhitespace(c)).count();
  }

  private static @Nullable JsonNode parse(String text) {
    try {
      JsonNode parsed = JSON.readTree(text);
      return parsed == null || !parsed.isObject() ? null : parsed;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static List<JsonNode> statements(JsonNode document) {
    JsonNode version = document.get("Version");
    JsonNode statement = document.get("Statement");
    if ((version != null && !VERSIONS.contains(version.asText())) || statement == null) {
      throw IamErrors.malformedPolicy(SYNTAX);
    }
    List<JsonNode> statements =
        statement.isArray() ? statement.valueStream().toList() : List.of(statement);
    for (JsonNode each : statements) {
      if (!each.isObject() || !EFFECTS.contains(each.path("Effect").asText())) {
        throw IamErrors.malformedPolicy(SYNTAX);
      }
    }
    if (statements.isEmpty()) {
      throw IamErrors.malformedPolicy(SYNTAX);
    }
    return statements;
  }

  private static boolean has(JsonNode statement, String name, String negated) {
    return statement.has(name) || statement.has(negated);
  }
}
