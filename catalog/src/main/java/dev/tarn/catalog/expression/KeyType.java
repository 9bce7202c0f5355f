package dev.tarn.catalog.expression;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** How the text of a key of some column type is understood and compared. */
public enum KeyType {
  STRING("string") {
    @Override
    Comparable<?> parse(String text) {
      return new CodePointText(text);
    }
  },
  INTEGRAL("integer") {
    @Override
    Comparable<?> parse(String text) {
      return Long.valueOf(text);
    }
  },
  DECIMAL("decimal") {
    @Override
    Comparable<?> parse(String text) {
      // Equal numbers must be equal objects too.
      return new BigDecimal(text).stripTrailingZeros();
    }
  },
  DATE("date") {
    @Override
    Comparable<?> parse(String text) {
      return LocalDate.parse(text, DATES);
    }
  },
  TIMESTAMP("timestamp") {
    @Override
    Comparable<?> parse(String text) {
      return LocalDateTime.parse(text, TIMESTAMPS);
    }
  };

  private static final DateTimeFormatter DATES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter TIMESTAMPS =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final String noun;

  KeyType(String noun) {
    this.noun = noun;
  }

  /** The type of a column type of Glue; empty for those that a filter cannot be about. */
  public static Optional<KeyType> of(String columnType) {
    String name = columnType.toLowerCase(Locale.ROOT).strip();
    int parameters = name.indexOf('(');
    return switch (parameters < 0 ? name : name.substring(0, parameters).strip()) {
      case "string", "varchar", "char" -> Optional.of(STRING);
      case "int", "integer", "bigint", "long", "smallint", "tinyint" -> Optional.of(INTEGRAL);
      case "decimal" -> Optional.of(DECIMAL);
      case "date" -> Optional.of(DATE);
      case "timestamp" -> Optional.of(TIMESTAMP);
      default -> Optional.empty();
    };
  }

  abstract Comparable<?> parse(String text);

  /** The value of a text, if it has one; values of one type compare with each other. */
  public Optional<Comparable<?>> value(String text) {
    try {
      return Optional.of(parse(text));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Compares two values of this type. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static int compare(Comparable<?> left, Comparable<?> right) {
    return ((Comparable) left).compareTo(right);
  }

  /**
   * What AWS says of a text that is no value of this type, as <a
   * href="https://github.com/getmoto/moto/pull/5013">found by trial and error</a>.
   */
  public String complaint(String text) {
    return switch (this) {
      case INTEGRAL -> "\"" + text + "\" is not an integer.";
      case TIMESTAMP ->
          "Timestamp format must be yyyy-mm-dd hh:mm:ss[.fffffffff] "
              + text
              + " is not a timestamp.";
      case STRING, DECIMAL, DATE -> text + " is not a " + noun + ".";
    };
  }

  /** What AWS calls the type when it cannot do something. */
  String title() {
    return this == INTEGRAL
        ? "Integral"
        : noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1);
  }
}
