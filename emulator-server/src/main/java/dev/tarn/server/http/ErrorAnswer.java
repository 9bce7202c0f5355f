package dev.tarn.server.http;

import java.util.Map;

/**
 * An error in no service's own words: what the edge refuses before any service has seen it.
 *
 * @param details further elements of S3's error document, by name
 */
public record ErrorAnswer(String code, String message, int status, Map<String, String> details) {
  public ErrorAnswer {
    details = Map.copyOf(details);
  }

  public static ErrorAnswer of(String code, String message, int status) {
    return new ErrorAnswer(code, message, status, Map.of());
  }
}
