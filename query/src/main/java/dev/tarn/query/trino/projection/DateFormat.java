package dev.tarn.query.trino.projection;

import io.trino.spi.TrinoException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A column's date format, which need not have a day or a time, and the range's ends in it. */
// https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
final class DateFormat {
  /** As AWS documents it. */
  private static final Pattern NOW =
      Pattern.compile(
          "\\s*NOW\\s*(([+\\-])\\s*([0-9]+)\\s*"
              + "(YEARS?|MONTHS?|WEEKS?|DAYS?|HOURS?|MINUTES?|SECONDS?)\\s*)?");

  private final DateTimeFormatter formatter;
  private final String fields;
  private final Function<String, TrinoException> invalidRange;

  private DateFormat(
      DateTimeFormatter formatter, String fields, Function<String, TrinoException> invalidRange) {
    this.formatter = formatter;
    this.fields = fields;
    this.invalidRange = invalidRange;
  }

  static DateFormat of(ProjectionProperties properties, String column) {
    String pattern = properties.get(column, "format");
    String fields = withoutQuoted(pattern);
    var builder = new DateTimeFormatterBuilder();
    try {
      builder.appendPattern(pattern);
    } catch (IllegalArgumentException e) {
      throw properties.invalid(column, "format", "is not a date format: " + e.getMessage());
    }
    if (!has(fields, "DwWYQ")) {
      defaulting(builder, fields, "ML", ChronoField.MONTH_OF_YEAR, 1);
      defaulting(builder, fields, "d", ChronoField.DAY_OF_MONTH, 1);
    }
    if (!has(fields, "aKhk")) {
      defaulting(builder, fields, "H", ChronoField.HOUR_OF_DAY, 0);
    }
    defaulting(builder, fields, "m", ChronoField.MINUTE_OF_HOUR, 0);
    defaulting(builder, fields, "s", ChronoField.SECOND_OF_MINUTE, 0);
    return new DateFormat(
        builder.toFormatter(Locale.ENGLISH),
        fields,
        problem -> properties.invalid(column, "range", problem));
  }

  private static void defaulting(
      DateTimeFormatterBuilder builder,
      String fields,
      String letters,
      ChronoField field,
      int value) {
    if (!has(fields, letters)) {
      builder.parseDefaulting(field, value);
    }
  }

  private static String withoutQuoted(String pattern) {
    StringBuilder fields = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted) {
        fields.append(c);
      }
    }
    return fields.toString();
  }

  private static boolean has(String fields, String letters) {
    return letters.chars().anyMatch(letter -> fields.indexOf(letter) >= 0);
  }

  /** The unit of the column's interval; only formats that end with days or months have one. */
  ChronoUnit unit(ProjectionProperties properties, String column) {
    Optional<String> given = properties.find(column, "interval.unit");
    if (given.isPresent()) {
      return unit(properties, column, given.get().toUpperCase(Locale.ROOT));
    }
    boolean finer = has(fields, "HhKkmsSAnN");
    if (!finer && has(fields, "dDeEc")) {
      return ChronoUnit.DAYS;
    }
    if (!finer && has(fields, "ML")) {
      return ChronoUnit.MONTHS;
    }
    throw properties.invalid(
        column,
        "interval.unit",
        "is missing; it is only optional for formats of single days or months");
  }

  private static ChronoUnit unit(ProjectionProperties properties, String column, String name) {
    String plural = name.endsWith("S") ? name : name + "S";
    return switch (plural) {
      case "YEARS" -> ChronoUnit.YEARS;
      case "MONTHS" -> ChronoUnit.MONTHS;
      case "WEEKS" -> ChronoUnit.WEEKS;
      case "DAYS" -> ChronoUnit.DAYS;
      case "HOURS" -> ChronoUnit.HOURS;
      case "MINUTES" -> ChronoUnit.MINUTES;
      case "SECONDS" -> ChronoUnit.SECONDS;
      case "MILLISECONDS", "MILLIS" -> ChronoUnit.MILLIS;
      default -> throw properties.invalid(column, "interval.unit", "is not a unit: " + name);
    };
  }

  String write(LocalDateTime at) {
    return formatter.format(at);
  }

  /** Reads a text of exactly this format. */
  LocalDateTime read(String text) {
    return LocalDateTime.parse(text, formatter);
  }

  /** One end of a range: a date of this format, or NOW with an offset, cut to what it writes. */
  LocalDateTime bound(String text, LocalDateTime now) {
    Matcher relative = NOW.matcher(text);
    try {
      return read(relative.matches() ? write(relative(relative, now)) : text);
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw invalidRange.apply("has an end that is no date of the format: " + e.getMessage());
    }
  }

  private static LocalDateTime relative(Matcher matcher, LocalDateTime now) {
    if (matcher.group(1) == null) {
      return now;
    }
    String name = matcher.group(4);
    ChronoUnit unit = ChronoUnit.valueOf(name.endsWith("S") ? name : name + "S");
    long amount = Long.parseLong(matcher.group(3));
    return matcher.group(2).equals("+") ? now.plus(amount, unit) : now.minus(amount, unit);
  }
}
