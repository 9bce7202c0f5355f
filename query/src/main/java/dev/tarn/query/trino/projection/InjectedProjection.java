package dev.tarn.query.trino.projection;

import io.trino.spi.predicate.Domain;
import io.trino.spi.type.Type;
import java.util.List;
import java.util.Optional;

/** Values that only the query knows. */
record InjectedProjection(String column, Type type) implements ColumnProjection {
  @Override
  public List<Value> values(Optional<Domain> predicate) {
    return new ColumnPredicate(type, predicate)
        .listed().orElseThrow(() -> ProjectionFailures.injected(column)).stream()
            .map(Value::of)
            .toList();
  }
}
