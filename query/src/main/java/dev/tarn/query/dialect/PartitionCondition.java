package dev.tarn.query.dialect;

import java.util.List;

/** What DROP PARTITION selects: partitions for which every comparison holds. */
public record PartitionCondition(List<Comparison> comparisons) {
  public PartitionCondition {
    comparisons = List.copyOf(comparisons);
  }

  /** One {@code column operator 'value'}; the column is lower-cased, the value without quotes. */
  public record Comparison(String column, Operator operator, String value) {}

  /** How a partition's value is compared. */
  public enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }
}
