package dev.tarn.query.dialect;

import java.util.List;

/** Values of partition columns, in the order written; empty when a statement names none. */
public record PartitionSpec(List<Value> values) {
  /** No PARTITION clause. */
  public static final PartitionSpec NONE = new PartitionSpec(List.of());

  public PartitionSpec {
    values = List.copyOf(values);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** One {@code column = 'value'}; the column is lower-cased, the value without quotes. */
  public record Value(String column, String value) {}
}
