package dev.tarn.server.seed;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/** The narrowest type that all texts seen so far are of; empty texts say nothing. */
final class TextValues {
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter();

  private @Nullable String type;

  void add(String text) {
    if (!text.isEmpty()) {
      type = type == null ? typeOf(text) : common(type, typeOf(text));
    }
  }

  /** In Hive's words. */
  String type() {
    return type == null ? "string" : type;
  }

  /** The type that holds values of both. */
  static String common(String one, String other) {
    if (one.equals(other)) {
      return one;
    }
    boolean numbers = isNumber(one) && isNumber(other);
    return numbers ? "double" : "string";
  }

  private static boolean isNumber(String type) {
    return type.equals("bigint") || type.equals("double");
  }

  static String typeOf(String text) {
    if (text.equals("true") || text.equals("false")) {
      return "boolean";
    }
    // 007 and +1 are no numbers: what is read must be what was written.
    if (text.equals(parsedLong(text))) {
      return "bigint";
    }
    if (isDecimal(text)) {
      return "double";
    }
    if (parses(DateTimeFormatter.ISO_LOCAL_DATE, text)) {
      return LocalDate.parse(text).getYear() > 0 ? "date" : "string";
    }
    return parses(TIMESTAMP, text) ? "timestamp" : "string";
  }

  private static @Nullable String parsedLong(String text) {
    try {
      return Long.toString(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean isDecimal(String text) {
    if (!text.chars().allMatch(c -> (c >= '0' && c <= '9') || ".-+eE".indexOf(c) >= 0)
        || text.indexOf('.') < 1
        || text.startsWith("00")) {
      return false;
    }
    try {
      return Double.isFinite(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean parses(DateTimeFormatter format, String text) {
    try {
      format.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
