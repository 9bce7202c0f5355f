package dev.tarn.protocol.query;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameters of a Query call: the action, the API version, and the request's members. */
public final class QueryForm {
  private final NavigableMap<String, String> parameters = new TreeMap<>();

  private QueryForm() {}

  /**
   * Reads {@code application/x-www-form-urlencoded} text: a body, a query string, or both joined by
   * {@code &}.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException MalformedQueryString
   */
  public static QueryForm parse(String encoded) {
    QueryForm form = new QueryForm();
    int start = 0;
    while (start < encoded.length()) {
      int ampersand = encoded.indexOf('&', start);
      int end = ampersand < 0 ? encoded.length() : ampersand;
      if (end > start) {
        form.add(encoded.substring(start, end));
      }
      start = end + 1;
    }
    return form;
  }

  private void add(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    try {
      parameters.put(decode(name), decode(value));
    } catch (IllegalArgumentException e) {
      throw QueryErrors.malformed("The query string contains a syntax error.");
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The operation's name; empty when the form has none. */
  public String action() {
    return parameters.getOrDefault("Action", "");
  }

  public String version() {
    return parameters.getOrDefault("Version", "");
  }

  @Nullable String value(String path) {
    return parameters.get(path);
  }

  /** Whether the path itself or anything below it is there. */
  boolean hasPath(String path) {
    return parameters.containsKey(path) || hasBelow(path);
  }

  private boolean hasBelow(String path) {
    Map.Entry<String, String> next = parameters.higherEntry(path + ".");
    return next != null && next.getKey().startsWith(path + ".");
  }
}
