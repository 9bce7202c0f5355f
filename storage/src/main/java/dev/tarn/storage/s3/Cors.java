package dev.tarn.storage.s3;

import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.S3Errors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Cross-origin requests of browsers, as the bucket's CORS configuration allows them:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html.
 */
final class Cors {

  private static final String DOCUMENT = "cors";

  private final LocalObjectStore store;

  Cors(LocalObjectStore store) {
    this.store = store;
  }

  /** Answers OPTIONS: what a browser may send. Fails with AccessForbidden. */
  void preflight(S3Exchange exchange) throws IOException {
    Optional<String> origin = exchange.header("Origin");
    Optional<String> method = exchange.header("Access-Control-Request-Method");
    if (origin.isEmpty()) {
      throw badRequest("Insufficient information. Origin request header needed.");
    }
    if (method.isEmpty()) {
      throw badRequest("Invalid Access-Control-Request-Method: null");
    }
    List<String> headers =
        tokens(exchange, "Access-Control-Request-Headers").stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .toList();
    List<XmlElement> rules = rules(exchange.bucket());
    if (rules.isEmpty()) {
      throw forbidden("CORSResponse: CORS is not enabled for this bucket.");
    }
    for (XmlElement rule : rules) {
      if (allows(rule, origin.get(), method.get())
          && headers.stream().allMatch(header -> matches(rule, "AllowedHeader", header, true))) {
        answer(exchange, rule, origin.get());
        if (!headers.isEmpty()) {
          exchange.answerHeader("Access-Control-Allow-Headers", String.join(", ", headers));
        }
        exchange.answerEmpty(200);
        return;
      }
    }
    throw forbidden(
        "CORSResponse: This CORS request is not allowed. This is usually because the evaluation of"
            + " Origin, request method / Access-Control-Request-Method or"
            + " Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.");
  }

  /** Adds to the answer of another request what lets a browser show it to its page. */
  void decorate(S3Exchange exchange) throws IOException {
    Optional<String> origin = exchange.header("Origin");
    if (origin.isEmpty()
        || exchange.bucket().isEmpty()
        || exchange.method().equals("OPTIONS")
        || !store.bucketExists(exchange.bucket())) {
      return;
    }
    for (XmlElement rule : rules(exchange.bucket())) {
      if (allows(rule, origin.get(), exchange.method())) {
        answer(exchange, rule, origin.get());
        return;
      }
    }
  }

  private List<XmlElement> rules(String bucket) throws IOException {
    Optional<byte[]> document = store.documents().get(bucket, DOCUMENT);
    return document.isEmpty() ? List.of() : XmlReader.read(document.get()).children("CORSRule");
  }

  private static void answer(S3Exchange exchange, XmlElement rule, String origin) {
    boolean anybody =
        rule.children("AllowedOrigin").stream()
            .anyMatch(allowed -> allowed.text().trim().equals("*"));
    exchange.answerHeader("Access-Control-Allow-Origin", anybody ? "*" : origin);
    exchange.answerHeader("Access-Control-Allow-Methods", joined(rule, "AllowedMethod"));
    if (!anybody) {
      exchange.answerHeader("Access-Control-Allow-Credentials", "true");
    }
    if (!rule.children("ExposeHeader").isEmpty()) {
      exchange.answerHeader("Access-Control-Expose-Headers", joined(rule, "ExposeHeader"));
    }
    rule.childText("MaxAgeSeconds")
        .ifPresent(seconds -> exchange.answerHeader("Access-Control-Max-Age", seconds.trim()));
    exchange.answerHeader(
        "Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
  }

  private static boolean allows(XmlElement rule, String origin, String method) {
    return matches(rule, "AllowedOrigin", origin, false)
        && rule.children("AllowedMethod").stream()
            .anyMatch(allowed -> allowed.text().trim().equals(method));
  }

  private static boolean matches(
      XmlElement rule, String patterns, String value, boolean ignoreCase) {
    return rule.children(patterns).stream()
        .map(pattern -> pattern.text().trim())
        .map(pattern -> ignoreCase ? pattern.toLowerCase(Locale.ROOT) : pattern)
        .anyMatch(pattern -> matches(pattern, value));
  }

  /** A pattern has one wildcard at most. */
  private static boolean matches(String pattern, String value) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(value);
    }
    return value.length() >= pattern.length() - 1
        && value.startsWith(pattern.substring(0, star))
        && value.endsWith(pattern.substring(star + 1));
  }

  private static String joined(XmlElement rule, String name) {
    return String.join(
        ", ", rule.children(name).stream().map(child -> child.text().trim()).toList());
  }

  private static List<String> tokens(S3Exchange exchange, String header) {
    List<String> tokens = new ArrayList<>();
    for (String value : exchange.request().headers(header)) {
      for (String token : value.split(",", -1)) {
        if (!token.isBlank()) {
          tokens.add(token.trim());
        }
      }
    }
    return tokens;
  }

  private static RuntimeException badRequest(String message) {
    return S3Errors.of("BadRequest", message, 400);
  }

  private static RuntimeException forbidden(String message) {
    return S3Errors.of("AccessForbidden", message, 403);
  }
}
