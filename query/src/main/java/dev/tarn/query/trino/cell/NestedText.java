package dev.tarn.query.trino.cell;

import dev.tarn.query.engine.BinaryText;
import io.trino.spi.block.Block;
import io.trino.spi.block.SqlMap;
import io.trino.spi.block.SqlRow;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;

/** Arrays, maps and rows as Java prints its collections, at any depth. */
final class NestedText {
  private NestedText() {}

  static CellRenderer array(ArrayType type) {
    CellRenderer element = inside(type.getElementType());
    return (block, position) -> {
      Block elements = type.getObject(block, position);
      var text = new StringJoiner(", ", "[", "]");
      for (int i = 0; i < elements.getPositionCount(); i++) {
        text.add(element.render(elements, i));
      }
      return text.toString();
    };
  }

  /**
   * Measured: entries in ascending order of their keys, numbers as numbers and the rest as text.
   */
  static CellRenderer map(MapType type) {
    CellRenderer keyText = inside(type.getKeyType());
    CellRenderer valueText = inside(type.getValueType());
    Comparator<Entry> order = keyOrder(type.getKeyType());
    return (block, position) -> {
      SqlMap map = type.getObject(block, position);
      List<Entry> entries = new ArrayList<>(map.getSize());
      for (int i = 0; i < map.getSize(); i++) {
        int offset = map.getRawOffset() + i;
        entries.add(
            new Entry(
                keyText.render(map.getRawKeyBlock(), offset),
                valueText.render(map.getRawValueBlock(), offset)));
      }
      entries.sort(order);
      var text = new StringJoiner(", ", "{", "}");
      entries.forEach(entry -> text.add(entry.key() + "=" + entry.value()));
      return text.toString();
    };
  }

  static CellRenderer row(RowType type) {
    List<RowType.Field> fields = type.getFields();
    String[] labels = new String[fields.size()];
    CellRenderer[] values = new CellRenderer[fields.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = fields.get(i).getName().orElse("field" + i) + "=";
      values[i] = inside(fields.get(i).getType());
    }
    return (block, position) -> {
      SqlRow row = type.getObject(block, position);
      var text = new StringJoiner(", ", "{", "}");
      for (int i = 0; i < labels.length; i++) {
        text.add(labels[i] + values[i].render(row.getRawFieldBlock(i), row.getRawIndex()));
      }
      return text.toString();
    };
  }

  /** Inside a collection NULL is a word, and bytes are what Java prints of an array. */
  private static CellRenderer inside(Type type) {
    CellRenderer renderer =
        type instanceof VarbinaryType binary
            ? (block, position) -> BinaryText.object(binary.getSlice(block, position).getBytes())
            : CellRenderers.of(type);
    return (block, position) -> block.isNull(position) ? "null" : renderer.render(block, position);
  }

  private static Comparator<Entry> keyOrder(Type keyType) {
    if (keyType instanceof DoubleType || keyType instanceof RealType) {
      return Comparator.comparingDouble(entry -> Double.parseDouble(entry.key()));
    }
    if (keyType instanceof DecimalType || isInteger(keyType)) {
      return Comparator.comparing(entry -> new BigDecimal(entry.key()));
    }
    return Comparator.comparing(Entry::key);
  }

  private static boolean isInteger(Type type) {
    return switch (type.getBaseName()) {
      case "tinyint", "smallint", "integer", "bigint" -> true;
      default -> false;
    };
  }

  private record Entry(String key, String value) {}
}
