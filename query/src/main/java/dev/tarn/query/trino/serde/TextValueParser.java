package dev.tarn.query.trino.serde;

import io.airlift.slice.Slice;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.Chars;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import io.trino.spi.type.Varchars;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes the text of a CSV field as a value of its column's type. */
// https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html
@FunctionalInterface
interface TextValueParser {
  /** Milliseconds to the engine's microseconds. */
  long MICROS = 1000;

  /**
   * Writes one value.
   *
   * @throws IllegalArgumentException when the text is not of the type; NumberFormatException's text
   *     is what Athena shows
   */
  void write(Slice text, BlockBuilder out);

  static TextValueParser of(Type type, String column) {
    return switch (type) {
      case VarcharType varchar ->
          (text, out) -> varchar.writeSlice(out, Varchars.truncateToLength(text, varchar));
      case CharType chars ->
          (text, out) -> chars.writeSlice(out, Chars.truncateToLengthAndTrimSpaces(text, chars));
      case BooleanType _ -> (text, out) -> type.writeBoolean(out, bool(text.toStringUtf8()));
      case BigintType _ -> (text, out) -> type.writeLong(out, Long.parseLong(text.toStringUtf8()));
      case IntegerType _ ->
          (text, out) -> type.writeLong(out, Integer.parseInt(text.toStringUtf8()));
      case SmallintType _ ->
          (text, out) -> type.writeLong(out, Short.parseShort(text.toStringUtf8()));
      case TinyintType _ -> (text, out) -> type.writeLong(out, Byte.parseByte(text.toStringUtf8()));
      case DoubleType _ ->
          (text, out) -> type.writeDouble(out, Double.parseDouble(text.toStringUtf8()));
      case RealType _ ->
          (text, out) ->
              type.writeLong(out, Float.floatToRawIntBits(Float.parseFloat(text.toStringUtf8())));
      case DecimalType decimal -> (text, out) -> decimal(text.toStringUtf8(), decimal, out);
      // Days, and milliseconds, since 1970-01-01; other forms are not dates to this SerDe.
      case DateType _ -> (text, out) -> type.writeLong(out, Integer.parseInt(text.toStringUtf8()));
      case TimestampType timestamp when timestamp.isShort() ->
          (text, out) ->
              timestamp.writeLong(
                  out, Math.multiplyExact(Long.parseLong(text.toStringUtf8()), MICROS));
      default ->
          throw new TrinoException(
              StandardErrorCode.NOT_SUPPORTED,
              "OpenCSVSerde does not support the type %s of column %s"
                  .formatted(type.getDisplayName(), column));
    };
  }

  private static boolean bool(String text) {
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    throw new IllegalArgumentException("For input string: \"" + text + "\"");
  }

  private static void decimal(String text, DecimalType type, BlockBuilder out) {
    BigDecimal value;
    try {
      value = new BigDecimal(text).setScale(type.getScale(), RoundingMode.HALF_UP);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("For input string: \"" + text + "\"");
    }
    if (Decimals.overflows(value.unscaledValue(), type.getPrecision())) {
      throw new IllegalArgumentException("For input string: \"" + text + "\"");
    }
    if (type.isShort()) {
      type.writeLong(out, value.unscaledValue().longValueExact());
    } else {
      type.writeObject(out, Int128.valueOf(value.unscaledValue()));
    }
  }
}
