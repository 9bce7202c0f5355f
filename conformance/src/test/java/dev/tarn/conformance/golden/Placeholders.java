package dev.tarn.conformance.golden;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands for texts that differ from run to run. {@code ${db}}, {@code ${s3}} (the area's
 * prefix), {@code ${out}} (its results), {@code ${id}} and {@code ${reason}} (the
 * StateChangeReason) have one value in a case; the others match any text of their form.
 */
final class Placeholders {
  private static final Map<String, String> FORMS =
      Map.of(
          "uuid", "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
          "epoch", "[0-9]{10}",
          "engine_id", "[0-9]{8}_[0-9]{6}_[0-9]{5}_[a-z0-9]{5}",
          "any", "(?s:.*)");

  private final Map<String, String> values;

  Placeholders(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** The text with the known values in it. */
  String fill(String text) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("${" + value.getKey() + "}", value.getValue());
    }
    return filled;
  }

  boolean matches(String expected, @Nullable String actual) {
    String filled = fill(expected);
    if (actual == null || !filled.contains("${")) {
      return filled.equals(actual);
    }
    StringBuilder pattern = new StringBuilder();
    int at = 0;
    while (at < filled.length()) {
      int start = filled.indexOf("${", at);
      int end = start < 0 ? -1 : filled.indexOf('}', start);
      String form = end < 0 ? null : FORMS.get(filled.substring(start + 2, end));
      if (form == null) {
        start = end < 0 ? filled.length() : start + 2;
        pattern.append(Pattern.quote(filled.substring(at, start)));
        at = start;
      } else {
        pattern.append(Pattern.quote(filled.substring(at, start))).append(form);
        at = end + 1;
      }
    }
    return Pattern.matches(pattern.toString(), actual);
  }
}
