package dev.tarn.query.trino.projection;

import io.trino.spi.predicate.Domain;
import java.util.List;
import java.util.Optional;

/** The values of one partition column. */
interface ColumnProjection {
  /** One value: as the partition has it, and as it is written in the partition's location. */
  record Value(String value, String inLocation) {
    static Value of(String value) {
      return new Value(value, value);
    }
  }

  /** The projected values that a predicate lets through, in order. */
  List<Value> values(Optional<Domain> predicate);

  /** How a value of the partition is written in its location. */
  default String inLocation(String value) {
    return value;
  }
}
