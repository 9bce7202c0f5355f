package dev.tarn.query.trino.cell;

import dev.tarn.query.engine.BinaryText;
import io.airlift.slice.Slice;
import io.trino.spi.block.Block;
import io.trino.spi.type.ArrayType;
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
import io.trino.spi.type.MapType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.SqlVarbinary;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimeWithTimeZoneType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import java.time.LocalDate;

/** Chooses the renderer of a type. */
public final class CellRenderers {
  private CellRenderers() {}

  /** For a value that is a cell of its own. */
  public static CellRenderer of(Type type) {
    return switch (type) {
      case VarbinaryType binary ->
          (block, position) -> BinaryText.hex(binary.getSlice(block, position).getBytes());
      case ArrayType array -> NestedText.array(array);
      case MapType map -> NestedText.map(map);
      case RowType row -> NestedText.row(row);
      case DecimalType decimal -> decimal(decimal);
      case TimeType time -> TemporalText.time(time);
      case TimeWithTimeZoneType time -> TemporalText.timeWithTimeZone(time);
      case TimestampType timestamp -> TemporalText.timestamp(timestamp);
      case TimestampWithTimeZoneType timestamp -> TemporalText.timestampWithTimeZone(timestamp);
      default -> scalar(type);
    };
  }

  private static CellRenderer scalar(Type type) {
    return switch (type) {
      case BooleanType _ ->
          (block, position) -> Boolean.toString(BooleanType.BOOLEAN.getBoolean(block, position));
      case BigintType bigint -> (block, position) -> Long.toString(bigint.getLong(block, position));
      case IntegerType integer ->
          (block, position) -> Integer.toString(integer.getInt(block, position));
      case SmallintType smallint ->
          (block, position) -> Short.toString(smallint.getShort(block, position));
      case TinyintType tinyint ->
          (block, position) -> Byte.toString(tinyint.getByte(block, position));
      case RealType real -> (block, position) -> Float.toString(real.getFloat(block, position));
      case DoubleType _ ->
          (block, position) -> Double.toString(DoubleType.DOUBLE.getDouble(block, position));
      case VarcharType varchar ->
          (block, position) -> varchar.getSlice(block, position).toStringUtf8();
      case CharType character -> (block, position) -> padded(character, block, position);
      case DateType date ->
          (block, position) -> LocalDate.ofEpochDay(date.getInt(block, position)).toString();
      default -> (block, position) -> objectText(type, block, position);
    };
  }

  private static String padded(CharType type, Block block, int position) {
    Slice value = type.getSlice(block, position);
    return Chars.padSpaces(value, type).toStringUtf8();
  }

  private static CellRenderer decimal(DecimalType type) {
    int scale = type.getScale();
    if (type.isShort()) {
      return (block, position) -> Decimals.toString(type.getLong(block, position), scale);
    }
    return (block, position) -> Decimals.toString((Int128) type.getObject(block, position), scale);
  }

  /** The rarer types: Trino's own text (json, uuid, ipaddress, intervals), or bytes (sketches). */
  private static String objectText(Type type, Block block, int position) {
    Object value = type.getObjectValue(block, position);
    return value instanceof SqlVarbinary bytes
        ? BinaryText.hex(bytes.getBytes())
        : String.valueOf(value);
  }
}
