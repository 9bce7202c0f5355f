package dev.tarn.query.trino.view;

import static io.trino.sql.analyzer.TypeDescriptorTranslator.parseTypeDescriptor;

import io.trino.spi.type.TypeDescriptor;
import io.trino.spi.type.TypeParameter;
import java.util.List;
import java.util.stream.Collectors;

/** Trino's types in Hive's spelling; what Hive does not have keeps its name. */
final class HiveTypeName {
  private HiveTypeName() {}

  static String of(String trinoType) {
    return of(parseTypeDescriptor(trinoType));
  }

  private static String of(TypeDescriptor type) {
    List<TypeParameter> parameters = type.getParameters();
    return switch (type.getBase()) {
      case "integer" -> "int";
      case "real" -> "float";
      case "varbinary" -> "binary";
      case "timestamp" -> "timestamp";
      case "varchar" -> {
        boolean unbounded =
            parameters.isEmpty() || number(parameters.getFirst()) == Integer.MAX_VALUE;
        yield unbounded ? "string" : sized(type);
      }
      case "decimal", "char" -> sized(type);
      case "array", "map" ->
          parameters.stream()
              .map(HiveTypeName::nested)
              .collect(Collectors.joining(",", type.getBase() + "<", ">"));
      case "row" -> struct(parameters);
      default -> type.toString();
    };
  }

  private static String sized(TypeDescriptor type) {
    return type.getParameters().stream()
        .map(parameter -> Long.toString(number(parameter)))
        .collect(Collectors.joining(",", type.getBase() + "(", ")"));
  }

  private static String struct(List<TypeParameter> fields) {
    StringBuilder struct = new StringBuilder("struct<");
    for (int i = 0; i < fields.size(); i++) {
      String position = "field" + i;
      String name =
          fields.get(i) instanceof TypeParameter.Type field
              ? field.name().orElse(position)
              : position;
      struct.append(i == 0 ? "" : ",").append(name).append(':').append(nested(fields.get(i)));
    }
    return struct.append('>').toString();
  }

  private static String nested(TypeParameter parameter) {
    return switch (parameter) {
      case TypeParameter.Type type -> of(type.type());
      case TypeParameter.Numeric number -> Long.toString(number.value());
    };
  }

  private static long number(TypeParameter parameter) {
    return parameter instanceof TypeParameter.Numeric number ? number.value() : Integer.MAX_VALUE;
  }
}
