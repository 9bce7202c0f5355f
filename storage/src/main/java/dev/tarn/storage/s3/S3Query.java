package dev.tarn.storage.s3;

import dev.tarn.storage.S3Errors;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request; of one that is repeated the first counts. */
final class S3Query {

  private static final char REPLACEMENT = '\uFFFD';

  private final Map<String, String> parameters = new LinkedHashMap<>();

  S3Query(@Nullable String queryString) {
    if (queryString == null || queryString.isEmpty()) {
      return;
    }
    for (String parameter : queryString.split("&", -1)) {
      if (parameter.isEmpty()) {
        continue;
      }
      int equals = parameter.indexOf('=');
      String name = decode(equals < 0 ? parameter : parameter.substring(0, equals));
      String value = equals < 0 ? "" : decode(parameter.substring(equals + 1));
      parameters.putIfAbsent(name, value);
    }
  }

  Set<String> names() {
    return parameters.keySet();
  }

  boolean has(String name) {
    return parameters.containsKey(name);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** The value, or "" when there is none. */
  String text(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** A number of at least zero; fails with InvalidArgument. */
  int number(String name, int otherwise) {
    String text = parameters.get(name);
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw S3Errors.invalidArgument(
          "Provided " + name + " not an integer or within integer range");
    }
    throw S3Errors.invalidArgument(
        "Argument " + name + " must be an integer between 0 and 2147483647");
  }

  static String decode(String text) {
    String decoded;
    try {
      decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      throw invalidUri();
    }
    // What is no UTF-8 is replaced by a character that would then be part of another key.
    if (decoded.indexOf(REPLACEMENT) >= 0
        && !text.toUpperCase(Locale.ROOT).contains("%EF%BF%BD")
        && text.indexOf(REPLACEMENT) < 0) {
      throw invalidUri();
    }
    return decoded;
  }

  private static RuntimeException invalidUri() {
    return S3Errors.of("InvalidURI", "Couldn't parse the specified URI.", 400);
  }
}
