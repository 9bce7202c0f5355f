package dev.tarn.query.trino.projection;

import io.airlift.slice.Slice;
import io.trino.plugin.hive.util.HiveUtil;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.NullableValue;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;
import io.trino.spi.type.VarcharType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a query says about one partition column, asked in the texts of partition values. */
final class ColumnPredicate {
  private final Type type;
  private final Optional<Domain> domain;

  ColumnPredicate(Type type, Optional<Domain> domain) {
    this.type = type;
    this.domain = domain.filter(known -> !known.isAll());
  }

  boolean accepts(String value) {
    if (domain.isEmpty()) {
      return true;
    }
    NullableValue parsed = HiveUtil.parsePartitionValue(value, value, type);
    return domain.get().includesNullableValue(parsed.getValue());
  }

  /** The only values that it accepts, when they can be listed. */
  Optional<List<String>> listed() {
    if (domain.isEmpty() || !domain.get().isNullableDiscreteSet()) {
      return Optional.empty();
    }
    List<String> values = new ArrayList<>();
    for (Object value : domain.get().getNullableDiscreteSet().getNonNullValues()) {
      values.add(text(value));
    }
    return Optional.of(values);
  }

  private String text(Object value) {
    if (value instanceof Slice slice && type instanceof VarcharType) {
      return slice.toStringUtf8();
    }
    return String.valueOf(type.getObjectValue(TypeUtils.writeNativeValue(type, value), 0));
  }

  /** The least number that it can accept, for columns of an integer type. */
  OptionalLong least() {
    return bound(true);
  }

  /** The greatest number that it can accept, for columns of an integer type. */
  OptionalLong greatest() {
    return bound(false);
  }

  private OptionalLong bound(boolean low) {
    if (domain.isEmpty() || type.getJavaType() != long.class || domain.get().getValues().isNone()) {
      return OptionalLong.empty();
    }
    var span = domain.get().getValues().getRanges().getSpan();
    Optional<Object> value = low ? span.getLowValue() : span.getHighValue();
    return value.isPresent() ? OptionalLong.of((long) value.get()) : OptionalLong.empty();
  }
}
