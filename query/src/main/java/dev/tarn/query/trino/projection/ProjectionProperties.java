package dev.tarn.query.trino.projection;

import io.trino.metastore.Table;
import io.trino.spi.TrinoException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A table's {@code projection.*} properties, under the names that Trino does not act on. */
record ProjectionProperties(Table table) {
  static final String PREFIX = "projection.";
  static final String CARRIED_PREFIX = "tarn.projection.";

  private static final String TEMPLATE = "storage.location.template";

  boolean enabled() {
    return Boolean.parseBoolean(
        table.getParameters().getOrDefault(CARRIED_PREFIX + "enabled", "false").strip());
  }

  Optional<String> template() {
    return Optional.ofNullable(table.getParameters().get(TEMPLATE));
  }

  /** A column's property as it was written. */
  Optional<String> raw(String column, String property) {
    Map<String, String> parameters = table.getParameters();
    return Optional.ofNullable(parameters.get(CARRIED_PREFIX + column + "." + property));
  }

  Optional<String> find(String column, String property) {
    return raw(column, property).map(String::strip).filter(value -> !value.isEmpty());
  }

  String get(String column, String property) {
    return find(column, property).orElseThrow(() -> invalid(column, property, "is missing"));
  }

  Optional<String> type(String column) {
    return find(column, "type").map(type -> type.toLowerCase(Locale.ROOT));
  }

  Optional<Long> number(String column, String property) {
    return find(column, property).map(text -> number(column, property, text));
  }

  /** A count of at least one. */
  long positive(String column, String property, long otherwise) {
    long value = number(column, property).orElse(otherwise);
    if (value < 1) {
      throw invalid(column, property, "is not a positive number: " + value);
    }
    return value;
  }

  long number(String column, String property, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw invalid(column, property, "is not a number: " + text);
    }
  }

  /** The two ends of a range. */
  List<String> range(String column) {
    List<String> ends = List.of(get(column, "range").split(",", -1));
    if (ends.size() != 2) {
      throw invalid(column, "range", "is not of the form min,max");
    }
    return ends.stream().map(String::strip).toList();
  }

  TrinoException invalid(String column, String property, String problem) {
    return ProjectionFailures.property(
        table.getSchemaTableName(), PREFIX + column + "." + property, problem);
  }

  TrinoException invalidTemplate(String problem) {
    return ProjectionFailures.property(table.getSchemaTableName(), TEMPLATE, problem);
  }
}
