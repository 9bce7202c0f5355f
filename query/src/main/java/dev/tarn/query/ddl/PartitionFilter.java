package dev.tarn.query.ddl;

import dev.tarn.query.dialect.PartitionCondition;
import dev.tarn.query.dialect.PartitionCondition.Comparison;
import dev.tarn.query.dialect.PartitionCondition.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.glue.model.Column;

/** Which partitions DROP PARTITION means; numbers are compared as numbers. */
final class PartitionFilter {
  private static final Set<String> NUMBERS =
      Set.of("tinyint", "smallint", "int", "bigint", "float", "double");

  private record Bound(int index, boolean number, Comparison comparison) {}

  private final List<Bound> bounds;

  private PartitionFilter(List<Bound> bounds) {
    this.bounds = bounds;
  }

  static PartitionFilter of(PartitionCondition condition, List<Column> keys)
      throws StatementFailure {
    List<Bound> bounds = new ArrayList<>();
    for (Comparison comparison : condition.comparisons()) {
      bounds.add(bound(comparison, keys));
    }
    return new PartitionFilter(bounds);
  }

  private static Bound bound(Comparison comparison, List<Column> keys) throws StatementFailure {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).name().equals(comparison.column())) {
        String type = keys.get(i).type();
        return new Bound(i, NUMBERS.contains(type) || type.startsWith("decimal"), comparison);
      }
    }
    throw Failures.semantic("[Error 10002]: Invalid column reference " + comparison.column());
  }

  boolean matches(List<String> values) {
    return bounds.stream().allMatch(bound -> matches(bound, values.get(bound.index())));
  }

  private static boolean matches(Bound bound, String value) {
    int order = compare(bound, value);
    return switch (bound.comparison().operator()) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  private static int compare(Bound bound, String value) {
    String wanted = bound.comparison().value();
    if (bound.number() && isNumber(value) && isNumber(wanted)) {
      return new BigDecimal(value).compareTo(new BigDecimal(wanted));
    }
    return value.compareTo(wanted);
  }

  private static boolean isNumber(String text) {
    try {
      return new BigDecimal(text).precision() > 0;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  static String symbol(Operator operator) {
    return switch (operator) {
      case EQUAL -> "=";
      case NOT_EQUAL -> "<>";
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> ">=";
    };
  }
}
