package dev.tarn.catalog.search;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Comparator;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.PropertyPredicate;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * A filter of SearchTables. Texts are compared word by word, so that {@code link} finds {@code
 * customer-link} and not {@code linkcustomer}; only times know other comparisons than equality (<a
 * href="https://docs.aws.amazon.com/glue/latest/webapi/API_SearchTables.html">API reference</a>).
 */
public final class TableFilter {
  private TableFilter() {}

  /** What the table must be. */
  public static Predicate<Table> of(PropertyPredicate filter) {
    String key = filter.key() == null ? "" : filter.key();
    String value = filter.value() == null ? "" : filter.value();
    if (TableField.isTime(key)) {
      Instant bound = time(value);
      Comparator comparator = comparator(filter);
      return table -> {
        Instant found = TableField.time(table, key);
        return found != null && holds(comparator, found.compareTo(bound));
      };
    }
    if (comparator(filter) != Comparator.EQUALS) {
      throw invalid("Comparator " + filter.comparatorAsString() + " is not supported for " + key);
    }
    Set<String> wanted = new HashSet<>(Tokens.of(value));
    return table -> new HashSet<>(Tokens.of(text(table, key))).containsAll(wanted);
  }

  private static Comparator comparator(PropertyPredicate filter) {
    return filter.comparatorAsString() == null ? Comparator.EQUALS : filter.comparator();
  }

  private static boolean holds(Comparator comparator, int order) {
    return switch (comparator) {
      case EQUALS -> order == 0;
      case GREATER_THAN -> order > 0;
      case LESS_THAN -> order < 0;
      case GREATER_THAN_EQUALS -> order >= 0;
      case LESS_THAN_EQUALS -> order <= 0;
      case UNKNOWN_TO_SDK_VERSION -> throw invalid("Unknown comparator");
    };
  }

  /** A field of the table, or else the parameter of that name. */
  private static @Nullable String text(Table table, String key) {
    return TableField.isText(key)
        ? TableField.text(table, key)
        : table.parameters().entrySet().stream()
            .filter(parameter -> parameter.getKey().equalsIgnoreCase(key))
            .map(java.util.Map.Entry::getValue)
            .findFirst()
            .orElse(null);
  }

  /** Seconds since the epoch, an instant, or a date. */
  private static Instant time(String value) {
    String folded = value.strip().toUpperCase(Locale.ROOT);
    return READINGS.stream()
        .flatMap(reading -> attempt(reading, folded).stream())
        .findFirst()
        .orElseThrow(() -> invalid("Invalid time: " + value));
  }

  private static Optional<Instant> attempt(Reading reading, String value) {
    try {
      return Optional.of(reading.read(value));
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private interface Reading {
    Instant read(String value);
  }

  private static final List<Reading> READINGS =
      List.of(
          value -> Instant.ofEpochMilli(new BigDecimal(value).movePointRight(3).longValue()),
          Instant::parse,
          value -> LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant());

  static InvalidInputException invalid(String message) {
    return InvalidInputException.builder().message(message).build();
  }
}
