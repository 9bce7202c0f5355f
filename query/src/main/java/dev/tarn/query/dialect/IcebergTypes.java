package dev.tarn.query.dialect;

import dev.tarn.query.dialect.grammar.AthenaDdlLexer;
import dev.tarn.query.dialect.grammar.AthenaDdlParser;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ArrayTypeContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.DataTypeContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.MapTypeContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.PrimitiveTypeContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.StructTypeContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.UnionTypeContext;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;

/** The types that an Iceberg table may be created with, in the engine's spelling. */
final class IcebergTypes {
  private IcebergTypes() {}

  /** Refuses a type, in Glue's spelling, that Iceberg tables do not have. */
  static void checkType(String type) {
    engineType(type);
  }

  /** For a type in Glue's spelling. */
  static String engineType(String type) {
    return engineType(
        new AthenaDdlParser(new CommonTokenStream(new AthenaDdlLexer(CharStreams.fromString(type))))
            .dataType());
  }

  static String engineType(DataTypeContext type) {
    return switch (type) {
      case ArrayTypeContext array -> "array(" + engineType(array.dataType()) + ")";
      case MapTypeContext map ->
          map.dataType().stream()
              .map(IcebergTypes::engineType)
              .collect(Collectors.joining(", ", "map(", ")"));
      case StructTypeContext struct ->
          struct.structField().stream()
              .map(field ->
                  TrinoText.identifier(HiveText.name(field.identifier()))
                      + " "
                      + engineType(field.dataType()))
              .collect(Collectors.joining(", ", "row(", ")"));
      case PrimitiveTypeContext primitive -> primitive(HiveText.type(primitive));
      case UnionTypeContext union -> throw unsupported(HiveText.type(union));
      default -> throw new IllegalStateException("Not a type: " + type.getText());
    };
  }

  private static String primitive(String type) {
    return switch (type) {
      case "boolean", "bigint", "double", "date" -> type;
      case "int" -> "integer";
      case "long" -> "bigint";
      case "float" -> "real";
      case "string" -> "varchar";
      case "binary" -> "varbinary";
      case "timestamp" -> "timestamp(6)";
      default -> {
        if (type.startsWith("decimal(")) {
          yield type;
        }
        throw unsupported(type);
      }
    };
  }

  // AWS refuses these too; its text is not known.
  private static RuntimeException unsupported(String type) {
    return StatementErrors.invalidInput("Unsupported column type for an Iceberg table: " + type);
  }
}
