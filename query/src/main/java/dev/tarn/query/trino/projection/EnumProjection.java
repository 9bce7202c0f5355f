package dev.tarn.query.trino.projection;

import io.trino.spi.predicate.Domain;
import io.trino.spi.type.Type;
import java.util.List;
import java.util.Optional;

/** Values that are listed; blanks around them are part of them. */
record EnumProjection(Type type, List<String> values) implements ColumnProjection {
  static EnumProjection of(ProjectionProperties properties, String column, Type type) {
    String values =
        properties
            .raw(column, "values")
            .orElseThrow(() -> properties.invalid(column, "values", "is missing"));
    return new EnumProjection(type, List.of(values.split(",", -1)));
  }

  @Override
  public List<Value> values(Optional<Domain> predicate) {
    var wanted = new ColumnPredicate(type, predicate);
    return values.stream().filter(wanted::accepts).map(Value::of).toList();
  }
}
