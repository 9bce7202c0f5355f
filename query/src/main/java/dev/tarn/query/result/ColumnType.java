package dev.tarn.query.result;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.List;
import java.util.Locale;

/**
 * An engine type as Athena describes it: a name without parameters, and numbers whose meaning
 * depends on the type (measured for every type).
 *
 * @param described which of the numbers the {@code .metadata} companion carries
 */
record ColumnType(
    String name, int precision, int scale, boolean caseSensitive, Described described) {
  /** Which fields of a type the {@code .metadata} companion writes, zeros included. */
  enum Described {
    PRECISION_SCALE_CASE,
    SCALE_CASE,
    CASE,
    NOTHING
  }

  private static final int UNBOUNDED_VARCHAR = Integer.MAX_VALUE;
  private static final int VARBINARY = 1 << 30;

  /** The type that an engine displays as, for instance, {@code timestamp(3) with time zone}. */
  static ColumnType of(String display) {
    String type = display.toLowerCase(Locale.ROOT).trim();
    int open = type.indexOf('(');
    int close = type.lastIndexOf(')');
    String base = open < 0 || close < open ? type : type.substring(0, open).trim();
    String parameters = open < 0 || close < open ? "" : type.substring(open + 1, close);
    String tail = open < 0 || close < open ? "" : type.substring(close + 1);
    return switch (base) {
      case "tinyint" -> number(base, 3);
      case "smallint" -> number(base, 5);
      case "integer", "int" -> number("integer", 10);
      case "bigint" -> number(base, 19);
      case "real", "float" -> number("float", 17);
      case "double" -> number(base, 17);
      case "decimal" -> decimal(parameters);
      case "varchar" -> text(base, parameters, UNBOUNDED_VARCHAR);
      case "char" -> text(base, parameters, 1);
      // Names and texts that a Hive-style statement answers without a length.
      case "varchar without length" -> new ColumnType("varchar", 0, 0, false, Described.NOTHING);
      case "varbinary" -> number(base, VARBINARY);
      case "time", "timestamp" -> number(base + tail, 3);
      case "time with time zone", "timestamp with time zone" -> number(base, 3);
      case "date" -> new ColumnType(base, 0, 0, false, Described.SCALE_CASE);
      case "boolean", "interval day to second", "interval year to month" ->
          new ColumnType(base, 0, 0, false, Described.CASE);
      default -> new ColumnType(base, 0, 0, false, Described.NOTHING);
    };
  }

  private static ColumnType number(String name, int precision) {
    return new ColumnType(name, precision, 0, false, Described.PRECISION_SCALE_CASE);
  }

  private static ColumnType text(String name, String parameters, int unbounded) {
    int length = parameters.isEmpty() ? unbounded : integers(parameters).getFirst();
    return new ColumnType(name, length, 0, true, Described.PRECISION_SCALE_CASE);
  }

  private static ColumnType decimal(String parameters) {
    List<Integer> numbers = parameters.isEmpty() ? List.of(38, 0) : integers(parameters);
    int scale = numbers.size() > 1 ? numbers.get(1) : 0;
    return new ColumnType(
        "decimal", numbers.getFirst(), scale, false, Described.PRECISION_SCALE_CASE);
  }

  private static List<Integer> integers(String parameters) {
    return Splitter.on(',')
        .trimResults(CharMatcher.whitespace())
        .splitToStream(parameters)
        .map(Integer::valueOf)
        .toList();
  }
}
