package dev.tarn.query.trino.serde;

import com.amazon.ion.IonReader;
import com.amazon.ion.IonType;
import io.airlift.slice.Slices;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.MapBlockBuilder;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.Chars;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import io.trino.spi.type.Varchars;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Writes Ion values as values of the engine's types. */
final class IonValues {
  private static final int BITS_OF_TINYINT = 8;

  private final boolean caseSensitive;

  IonValues(boolean caseSensitive) {
    this.caseSensitive = caseSensitive;
  }

  /** Writes the fields of the struct that the reader is at; the last of equal names counts. */
  void struct(
      IonReader reader, List<String> names, List<Type> types, IntFunction<BlockBuilder> columns) {
    int[] before = new int[names.size()];
    for (int i = 0; i < before.length; i++) {
      before[i] = columns.apply(i).getPositionCount();
    }
    reader.stepIn();
    while (reader.next() != null) {
      int column = index(names, reader.getFieldName());
      if (column >= 0) {
        BlockBuilder out = columns.apply(column);
        if (out.getPositionCount() > before[column]) {
          out.resetTo(before[column]);
        }
        value(reader, types.get(column), out);
      }
    }
    reader.stepOut();
    for (int i = 0; i < before.length; i++) {
      if (columns.apply(i).getPositionCount() == before[i]) {
        columns.apply(i).appendNull();
      }
    }
  }

  private int index(List<String> names, String field) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (caseSensitive ? name.equals(field) : name.equalsIgnoreCase(field)) {
        return i;
      }
    }
    return -1;
  }

  /** Writes the value that the reader is at. */
  void value(IonReader reader, Type type, BlockBuilder out) {
    if (reader.isNullValue()) {
      out.appendNull();
      return;
    }
    switch (type) {
      case BooleanType _ -> {
        require(reader, type, IonType.BOOL);
        type.writeBoolean(out, reader.booleanValue());
      }
      case VarcharType varchar -> {
        require(reader, type, IonType.STRING, IonType.SYMBOL);
        type.writeSlice(
            out, Varchars.truncateToLength(Slices.utf8Slice(reader.stringValue()), varchar));
      }
      case VarbinaryType _ -> {
        require(reader, type, IonType.BLOB, IonType.CLOB);
        type.writeSlice(out, Slices.wrappedBuffer(reader.newBytes()));
      }
      case CharType padded -> {
        require(reader, type, IonType.STRING, IonType.SYMBOL);
        type.writeSlice(
            out,
            Chars.truncateToLengthAndTrimSpaces(Slices.utf8Slice(reader.stringValue()), padded));
      }
      case DoubleType _ ->
          type.writeDouble(
              out,
              reader.getType() == IonType.FLOAT
                  ? reader.doubleValue()
                  : number(reader, type).doubleValue());
      case RealType _ ->
          type.writeLong(
              out,
              Float.floatToRawIntBits(
                  reader.getType() == IonType.FLOAT
                      ? (float) reader.doubleValue()
                      : number(reader, type).floatValue()));
      case DecimalType decimal -> decimal(number(reader, type), decimal, out);
      case DateType _ ->
          type.writeLong(out, Math.floorDiv(millis(reader, type), TimeUnit.DAYS.toMillis(1)));
      case TimestampType timestamp when timestamp.isShort() ->
          type.writeLong(out, TimeUnit.MILLISECONDS.toMicros(millis(reader, type)));
      case ArrayType array -> list(reader, array, (ArrayBlockBuilder) out);
      case MapType map -> map(reader, map, (MapBlockBuilder) out);
      case RowType row -> row(reader, row, (RowBlockBuilder) out);
      default -> integer(reader, type, out);
    }
  }

  private static void integer(IonReader reader, Type type, BlockBuilder out) {
    int bits =
        switch (type.getBaseName()) {
          case "tinyint" -> BITS_OF_TINYINT;
          case "smallint" -> Short.SIZE;
          case "integer" -> Integer.SIZE;
          case "bigint" -> Long.SIZE;
          default -> throw mismatch(reader, type);
        };
    require(reader, type, IonType.INT);
    BigInteger value = reader.bigIntegerValue();
    if (value.bitLength() >= bits) {
      throw new IllegalArgumentException(value + " does not fit into " + type.getDisplayName());
    }
    type.writeLong(out, value.longValueExact());
  }

  private static BigDecimal number(IonReader reader, Type type) {
    require(reader, type, IonType.INT, IonType.DECIMAL, IonType.FLOAT);
    return reader.getType() == IonType.FLOAT
        ? BigDecimal.valueOf(reader.doubleValue())
        : reader.getType() == IonType.INT
            ? new BigDecimal(reader.bigIntegerValue())
            : reader.bigDecimalValue();
  }

  private static void decimal(BigDecimal number, DecimalType type, BlockBuilder out) {
    BigInteger unscaled = number.setScale(type.getScale(), RoundingMode.HALF_UP).unscaledValue();
    if (Decimals.overflows(unscaled, type.getPrecision())) {
      throw new IllegalArgumentException(number + " does not fit into " + type.getDisplayName());
    }
    if (type.isShort()) {
      type.writeLong(out, unscaled.longValueExact());
    } else {
      type.writeObject(out, Int128.valueOf(unscaled));
    }
  }

  private static long millis(IonReader reader, Type type) {
    require(reader, type, IonType.TIMESTAMP);
    return IonTime.millis(reader.timestampValue());
  }

  private void list(IonReader reader, ArrayType type, ArrayBlockBuilder out) {
    require(reader, type, IonType.LIST, IonType.SEXP);
    out.buildEntry(elements -> {
      reader.stepIn();
      while (reader.next() != null) {
        value(reader, type.getElementType(), elements);
      }
      reader.stepOut();
    });
  }

  private void map(IonReader reader, MapType type, MapBlockBuilder out) {
    require(reader, type, IonType.STRUCT);
    if (!(type.getKeyType() instanceof VarcharType keys)) {
      throw mismatch(reader, type);
    }
    out.buildEntry((keyOut, valueOut) -> {
      reader.stepIn();
      while (reader.next() != null) {
        keys.writeSlice(keyOut, Slices.utf8Slice(reader.getFieldName()));
        value(reader, type.getValueType(), valueOut);
      }
      reader.stepOut();
    });
  }

  private void row(IonReader reader, RowType type, RowBlockBuilder out) {
    require(reader, type, IonType.STRUCT);
    List<String> names =
        type.getFields().stream().map(field -> field.getName().orElse("")).toList();
    List<Type> types = type.getFields().stream().map(RowType.Field::getType).toList();
    out.buildEntry(fields -> struct(reader, names, types, fields::get));
  }

  private static void require(IonReader reader, Type type, IonType... accepted) {
    if (!List.of(accepted).contains(reader.getType())) {
      throw mismatch(reader, type);
    }
  }

  private static IllegalArgumentException mismatch(IonReader reader, Type type) {
    return new IllegalArgumentException(
        "a value of type %s for the type %s".formatted(reader.getType(), type.getDisplayName()));
  }
}
