package dev.tarn.query.dialect;

import dev.tarn.query.dialect.PartitionSpec.Value;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ArrayTypeContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ColumnDefinitionContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ConstantContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.DataTypeContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.IdentifierContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.MapTypeContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.PartitionSpecContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.PrimitiveTypeContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.PropertiesContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.PropertyContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.StructTypeContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.UnionTypeContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Reads the leaves of Hive-style statements: names, strings, constants and types. */
final class HiveText {
  private HiveText() {}

  /** A name without backticks, lower-cased. */
  static String name(IdentifierContext identifier) {
    return unquoted(identifier.getText()).toLowerCase(Locale.ROOT);
  }

  static String unquoted(String identifier) {
    return identifier.startsWith("`")
        ? identifier.substring(1, identifier.length() - 1).replace("``", "`")
        : identifier;
  }

  /**
   * A string literal's value. Athena makes one blank of two or more characters of white space
   * before it reads a statement, literals included; a line break of its own stays (measured by
   * PyAthena's tests of table comments and of avro.schema.literal).
   */
  static String string(String quoted) {
    String literal = withShortGaps(quoted);
    StringBuilder value = new StringBuilder(literal.length());
    int end = literal.length() - 1;
    int i = 1;
    while (i < end) {
      char c = literal.charAt(i);
      if (c != '\\' || i + 1 == end) {
        value.append(c);
        i++;
      } else {
        i = unescape(literal, i + 1, end, value);
      }
    }
    return value.toString();
  }

  private static String withShortGaps(String literal) {
    StringBuilder text = new StringBuilder(literal.length());
    int at = 0;
    while (at < literal.length()) {
      int end = at;
      while (isGap(literal.charAt(end))) {
        end++;
      }
      if (end - at > 1) {
        text.append(' ');
        at = end;
      } else {
        text.append(literal.charAt(at));
        at++;
      }
    }
    return text.toString();
  }

  private static boolean isGap(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** Appends what the escape whose backslash is before {@code at} stands for; returns its end. */
  private static int unescape(String literal, int at, int end, StringBuilder value) {
    char c = literal.charAt(at);
    if (c == 'u' && isDigits(literal, at + 1, at + 5, end, 16)) {
      value.append((char) Integer.parseInt(literal, at + 1, at + 5, 16));
      return at + 5;
    }
    if ((c == '0' || c == '1') && isDigits(literal, at, at + 3, end, 8)) {
      value.append((char) Integer.parseInt(literal, at, at + 3, 8));
      return at + 3;
    }
    switch (c) {
      case '0' -> value.append('\0');
      case 'b' -> value.append('\b');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'Z' -> value.append('\u001A');
      // The backslash stays: these are escapes of LIKE patterns.
      case '%', '_' -> value.append('\\').append(c);
      default -> value.append(c);
    }
    return at + 1;
  }

  private static boolean isDigits(String text, int from, int to, int end, int radix) {
    return to <= end
        && text.substring(from, to).chars().allMatch(c -> Character.digit(c, radix) >= 0);
  }

  /** Properties in the order written; the last of equal keys counts. */
  static Map<String, String> properties(PropertiesContext properties) {
    Map<String, String> values = new LinkedHashMap<>();
    for (PropertyContext property : properties.property()) {
      values.put(string(property.key.getText()), string(property.value.getText()));
    }
    return values;
  }

  static PartitionSpec partition(@Nullable PartitionSpecContext spec) {
    return spec == null
        ? PartitionSpec.NONE
        : new PartitionSpec(
            spec.partitionValue().stream()
                .map(value -> new Value(name(value.identifier()), constant(value.constant())))
                .toList());
  }

  static List<ColumnDefinition> columns(List<ColumnDefinitionContext> columns) {
    return columns.stream().map(HiveText::column).toList();
  }

  static ColumnDefinition column(ColumnDefinitionContext column) {
    return new ColumnDefinition(
        name(column.identifier()), type(column.dataType()), string(column.STRING()));
  }

  /** An optional string literal's value. */
  static Optional<String> string(@Nullable TerminalNode literal) {
    return Optional.ofNullable(literal).map(TerminalNode::getText).map(HiveText::string);
  }

  /** A partition value: the string's content, or the text of a number or word. */
  static String constant(ConstantContext constant) {
    TerminalNode literal = constant.STRING();
    return literal == null ? constant.getText() : string(literal.getText());
  }

  /** A type as Glue stores it: lower-cased, no blanks, {@code int} for INTEGER. */
  static String type(DataTypeContext type) {
    return switch (type) {
      case ArrayTypeContext array -> "array<" + type(array.dataType()) + ">";
      case MapTypeContext map -> "map<" + types(map.dataType()) + ">";
      case UnionTypeContext union -> "uniontype<" + types(union.dataType()) + ">";
      case StructTypeContext struct ->
          struct.structField().stream()
              .map(field -> name(field.identifier()) + ":" + type(field.dataType()))
              .collect(Collectors.joining(",", "struct<", ">"));
      case PrimitiveTypeContext primitive -> primitive(primitive);
      default -> throw new IllegalStateException("Not a type: " + type.getText());
    };
  }

  private static String types(List<DataTypeContext> types) {
    return types.stream().map(HiveText::type).collect(Collectors.joining(","));
  }

  private static String primitive(PrimitiveTypeContext type) {
    String name = name(type.identifier());
    if (name.equals("integer")) {
      name = "int";
    }
    List<TerminalNode> arguments = type.INTEGER_VALUE();
    if (arguments.isEmpty()) {
      return name.equals("decimal") ? "decimal(10,0)" : name;
    }
    if (name.equals("decimal") && arguments.size() == 1) {
      return "decimal(" + arguments.getFirst().getText() + ",0)";
    }
    return arguments.stream()
        .map(TerminalNode::getText)
        .collect(Collectors.joining(",", name + "(", ")"));
  }
}
