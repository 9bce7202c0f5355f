package dev.tarn.query.cluster;

import dev.tarn.query.engine.BinaryText;
import io.trino.client.ClientTypeSignature;
import io.trino.client.Row;
import io.trino.client.RowField;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Athena's text of the values of one type, as Trino's client library hands them over. */
@FunctionalInterface
interface ValueText {
  /** The text of a value that is not null. */
  String of(Object value);

  /** For a value that is a cell of its own. */
  static ValueText of(ClientTypeSignature type) {
    return switch (type.getRawType()) {
      case "varbinary" -> value -> BinaryText.hex((byte[]) value);
      // Sketches are bytes, which the protocol sends as a text.
      case "HyperLogLog", "P4HyperLogLog", "SetDigest", "qdigest", "tdigest" ->
          value -> BinaryText.hex(Base64.getDecoder().decode(value.toString()));
      case "array" -> array(type);
      case "map" -> map(type);
      case "row" -> row(type);
      default -> Object::toString;
    };
  }

  private static ValueText array(ClientTypeSignature type) {
    ValueText element = inside(type.getArgumentsAsTypeSignatures().getFirst());
    return value -> {
      var text = new StringJoiner(", ", "[", "]");
      ((List<?>) value).forEach(item -> text.add(nested(element, item)));
      return text.toString();
    };
  }

  /** Measured: entries in ascending order of keys, numbers as numbers and the rest as text. */
  private static ValueText map(ClientTypeSignature type) {
    ClientTypeSignature keyType = type.getArgumentsAsTypeSignatures().getFirst();
    ValueText key = inside(keyType);
    ValueText item = inside(type.getArgumentsAsTypeSignatures().get(1));
    Comparator<Map.Entry<String, String>> order = Map.Entry.comparingByKey(keyOrder(keyType));
    return value -> {
      var text = new StringJoiner(", ", "{", "}");
      ((Map<?, ?>) value)
          .entrySet().stream()
              .map(entry -> Map.entry(nested(key, entry.getKey()), nested(item, entry.getValue())))
              .sorted(order)
              .forEach(entry -> text.add(entry.getKey() + "=" + entry.getValue()));
      return text.toString();
    };
  }

  private static ValueText row(ClientTypeSignature type) {
    List<ValueText> items =
        type.getArguments().stream()
            .map(argument -> inside(argument.getNamedTypeSignature().getTypeSignature()))
            .toList();
    return value -> {
      var text = new StringJoiner(", ", "{", "}");
      List<RowField> fields = ((Row) value).getFields();
      for (int i = 0; i < fields.size(); i++) {
        String name = fields.get(i).getName().orElse("field" + i);
        text.add(name + "=" + nested(items.get(i), fields.get(i).getValue()));
      }
      return text.toString();
    };
  }

  private static ValueText inside(ClientTypeSignature type) {
    return type.getRawType().equals("varbinary")
        ? value -> BinaryText.object((byte[]) value)
        : of(type);
  }

  private static String nested(ValueText text, @Nullable Object value) {
    return value == null ? "null" : text.of(value);
  }

  private static Comparator<String> keyOrder(ClientTypeSignature type) {
    return switch (type.getRawType()) {
      case "double", "real" -> Comparator.comparingDouble(Double::parseDouble);
      case "decimal", "tinyint", "smallint", "integer", "bigint" ->
          Comparator.comparing(BigDecimal::new);
      default -> Comparator.naturalOrder();
    };
  }
}
