package dev.tarn.query.trino.projection;

import io.trino.spi.predicate.Domain;
import io.trino.spi.type.DateType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A range of instants, one every so often.
 *
 * @param first written and read back with the format, so nothing finer than it is left
 */
record DateProjection(
    String column,
    Type type,
    DateFormat format,
    LocalDateTime first,
    LocalDateTime last,
    long interval,
    ChronoUnit unit)
    implements ColumnProjection {
  /** More values of one column than any query can have partitions. */
  private static final long LIMIT = 1_000_000;

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  static DateProjection of(
      ProjectionProperties properties, String column, Type type, LocalDateTime now) {
    DateFormat format = DateFormat.of(properties, column);
    List<String> range = properties.range(column);
    LocalDateTime first = format.bound(range.getFirst(), now);
    LocalDateTime last = format.bound(range.getLast(), now);
    if (first.isAfter(last)) {
      throw properties.invalid(column, "range", "begins after its end");
    }
    return new DateProjection(
        column,
        type,
        format,
        first,
        last,
        properties.positive(column, "interval", 1),
        format.unit(properties, column));
  }

  @Override
  public List<Value> values(Optional<Domain> predicate) {
    var wanted = new ColumnPredicate(type, predicate);
    Optional<List<String>> listed = wanted.listed();
    return listed.isPresent()
        ? listed.get().stream().flatMap(text -> projected(text).stream()).toList()
        : scan(wanted);
  }

  private Optional<Value> projected(String text) {
    LocalDateTime at;
    try {
      at = parse(text);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
    boolean inRange = !at.isBefore(first) && !at.isAfter(last);
    boolean onGrid = inRange && at(unit.between(first, at) / interval).equals(at);
    return onGrid && text(at).equals(text) ? Optional.of(value(at)) : Optional.empty();
  }

  private List<Value> scan(ColumnPredicate wanted) {
    List<Value> values = new ArrayList<>();
    long step = 0;
    LocalDateTime at = first;
    while (!at.isAfter(last)) {
      if (wanted.accepts(text(at))) {
        values.add(value(at));
      }
      if (++step > LIMIT) {
        throw ProjectionFailures.tooMany(column, LIMIT);
      }
      at = at(step);
    }
    return values;
  }

  private LocalDateTime at(long step) {
    return first.plus(step * interval, unit);
  }

  private Value value(LocalDateTime at) {
    return new Value(text(at), format.write(at));
  }

  private String text(LocalDateTime at) {
    return switch (type) {
      case DateType _ -> at.toLocalDate().toString();
      case TimestampType _ -> TIMESTAMP.format(at);
      default -> format.write(at);
    };
  }

  private LocalDateTime parse(String text) {
    return switch (type) {
      case DateType _ -> LocalDate.parse(text).atStartOfDay();
      case TimestampType _ -> timestamp(text);
      default -> format.read(text);
    };
  }

  // A partition's own value has no fraction; one from a predicate may have.
  private static LocalDateTime timestamp(String text) {
    int fraction = text.indexOf('.');
    return LocalDateTime.parse(fraction < 0 ? text : text.substring(0, fraction), TIMESTAMP);
  }

  @Override
  public String inLocation(String value) {
    return switch (type) {
      case DateType _, TimestampType _ -> format.write(parse(value));
      default -> value;
    };
  }
}
