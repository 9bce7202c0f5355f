package dev.tarn.query.trino.serde;

import com.amazon.ion.IonType;
import com.amazon.ion.IonWriter;
import io.trino.spi.block.Block;
import io.trino.spi.block.SqlMap;
import io.trino.spi.block.SqlRow;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** Writes values of the engine's types as Ion values. */
// https://github.com/amazon-ion/ion-hive-serde/blob/master/docs/type-mapping.md
final class IonOutput {
  private final IonWriter writer;
  private final IonProperties properties;

  IonOutput(IonWriter writer, IonProperties properties) {
    this.writer = writer;
    this.properties = properties;
  }

  /** A struct with the fields of one position of the blocks. */
  void struct(List<String> names, List<Type> types, List<Block> blocks, int position)
      throws IOException {
    writer.stepIn(IonType.STRUCT);
    for (int i = 0; i < names.size(); i++) {
      boolean isNull = blocks.get(i).isNull(position);
      if (!isNull || properties.nulls() != IonProperties.Nulls.OMIT) {
        writer.setFieldName(names.get(i));
        value(types.get(i), blocks.get(i), position);
      }
    }
    writer.stepOut();
  }

  private void value(Type type, Block block, int position) throws IOException {
    if (block.isNull(position)) {
      // A null of a list or a map cannot be left out.
      writer.writeNull(
          properties.nulls() == IonProperties.Nulls.TYPED ? ionType(type) : IonType.NULL);
      return;
    }
    switch (type) {
      case BooleanType bool -> writer.writeBool(bool.getBoolean(block, position));
      case RealType real -> writer.writeFloat(real.getFloat(block, position));
      case DoubleType real -> writer.writeFloat(real.getDouble(block, position));
      case DecimalType decimal -> writer.writeDecimal(decimal(decimal, block, position));
      case VarcharType text -> writer.writeString(text.getSlice(block, position).toStringUtf8());
      case CharType text -> writer.writeString(text.getSlice(block, position).toStringUtf8());
      case VarbinaryType bytes -> writer.writeBlob(bytes.getSlice(block, position).getBytes());
      case DateType date -> writer.writeTimestamp(IonTime.day(date.getInt(block, position)));
      case TimestampType timestamp when timestamp.isShort() ->
          writer.writeTimestamp(
              IonTime.timestamp(timestamp.getLong(block, position), properties.offsetMinutes()));
      case ArrayType array -> list(array.getElementType(), array.getObject(block, position));
      case MapType map -> map(map, map.getObject(block, position));
      case RowType row -> row(row, row.getObject(block, position));
      // The integers; the types that Ion tables cannot have were refused before.
      default -> writer.writeInt(type.getLong(block, position));
    }
  }

  /** The type that values have as Ion. */
  static IonType ionType(Type type) {
    return switch (type) {
      case BooleanType _ -> IonType.BOOL;
      case RealType _, DoubleType _ -> IonType.FLOAT;
      case DecimalType _ -> IonType.DECIMAL;
      case VarcharType _, CharType _ -> IonType.STRING;
      case VarbinaryType _ -> IonType.BLOB;
      case DateType _, TimestampType _ -> IonType.TIMESTAMP;
      case ArrayType _ -> IonType.LIST;
      case MapType _, RowType _ -> IonType.STRUCT;
      default -> IonType.INT;
    };
  }

  private static BigDecimal decimal(DecimalType type, Block block, int position) {
    return type.isShort()
        ? BigDecimal.valueOf(type.getLong(block, position), type.getScale())
        : new BigDecimal(
            ((Int128) type.getObject(block, position)).toBigInteger(), type.getScale());
  }

  private void list(Type element, Block elements) throws IOException {
    writer.stepIn(IonType.LIST);
    for (int i = 0; i < elements.getPositionCount(); i++) {
      value(element, elements, i);
    }
    writer.stepOut();
  }

  private void map(MapType type, SqlMap map) throws IOException {
    writer.stepIn(IonType.STRUCT);
    for (int i = 0; i < map.getSize(); i++) {
      int at = map.getRawOffset() + i;
      writer.setFieldName(type.getKeyType().getSlice(map.getRawKeyBlock(), at).toStringUtf8());
      value(type.getValueType(), map.getRawValueBlock(), at);
    }
    writer.stepOut();
  }

  private void row(RowType type, SqlRow row) throws IOException {
    List<RowType.Field> fields = type.getFields();
    struct(
        fields.stream().map(field -> field.getName().orElse("")).toList(),
        fields.stream().map(RowType.Field::getType).toList(),
        row.getRawFieldBlocks(),
        row.getRawIndex());
  }
}
