package dev.tarn.query.trino.projection;

import io.trino.spi.predicate.Domain;
import io.trino.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A range of numbers.
 *
 * @param digits the least number of digits, filled up with zeros; 0 without
 */
record IntegerProjection(
    String column, Type type, long least, long greatest, long interval, int digits)
    implements ColumnProjection {
  /** More values of one column than any query can have partitions. */
  private static final long LIMIT = 1_000_000;

  private static final int MAXIMUM_DIGITS = 100;

  static IntegerProjection of(ProjectionProperties properties, String column, Type type) {
    List<String> range = properties.range(column);
    long least = properties.number(column, "range", range.getFirst());
    long greatest = properties.number(column, "range", range.getLast());
    if (least > greatest) {
      throw properties.invalid(column, "range", "begins after its end");
    }
    long digits = properties.number(column, "digits").orElse(0L);
    if (digits < 0 || digits > MAXIMUM_DIGITS) {
      throw properties.invalid(column, "digits", "is out of range: " + digits);
    }
    return new IntegerProjection(
        column, type, least, greatest, properties.positive(column, "interval", 1), (int) digits);
  }

  @Override
  public List<Value> values(Optional<Domain> predicate) {
    var wanted = new ColumnPredicate(type, predicate);
    Optional<List<String>> listed = wanted.listed();
    return listed.isPresent()
        ? listed.get().stream().filter(this::isProjected).map(this::typed).toList()
        : scan(wanted);
  }

  /** A listed value that is a number of the range, written as the range writes it. */
  private boolean isProjected(String text) {
    try {
      long number = Long.parseLong(text);
      return number >= least
          && number <= greatest
          && Math.floorMod(Math.subtractExact(number, least), interval) == 0
          && (isNumber() || text(number).equals(text));
    } catch (NumberFormatException | ArithmeticException _) {
      return false;
    }
  }

  private Value typed(String text) {
    return isNumber() ? new Value(text, inLocation(text)) : Value.of(text);
  }

  private boolean isNumber() {
    return type.getJavaType() == long.class;
  }

  private List<Value> scan(ColumnPredicate wanted) {
    long from = Math.max(least, wanted.least().orElse(least));
    long to = Math.min(greatest, wanted.greatest().orElse(greatest));
    long offset = Math.floorMod(from - least, interval);
    long number = offset == 0 ? from : from + (interval - offset);
    List<Value> values = new ArrayList<>();
    long candidates = 0;
    while (number >= from && number <= to) {
      if (++candidates > LIMIT) {
        throw ProjectionFailures.tooMany(column, LIMIT);
      }
      String text = isNumber() ? Long.toString(number) : text(number);
      if (wanted.accepts(text)) {
        values.add(typed(text));
      }
      number += interval;
    }
    return values;
  }

  @Override
  public String inLocation(String value) {
    return isNumber() ? text(Long.parseLong(value)) : value;
  }

  private String text(long number) {
    return digits == 0 ? Long.toString(number) : ("%0" + digits + "d").formatted(number);
  }
}
