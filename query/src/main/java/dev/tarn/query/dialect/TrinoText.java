package dev.tarn.query.dialect;

import dev.tarn.query.engine.EngineCatalogs;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes pieces of the engine's SQL. */
final class TrinoText {
  private TrinoText() {}

  static String string(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  static String identifier(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** A table through the catalog that creates and alters Iceberg tables. */
  static String icebergName(String database, String table) {
    return identifier(EngineCatalogs.ICEBERG)
        + "."
        + identifier(database)
        + "."
        + identifier(table);
  }

  /** Properties whose values are expressions already. */
  static String properties(Map<String, String> properties) {
    return properties.entrySet().stream()
        .map(property -> property.getKey() + " = " + property.getValue())
        .collect(Collectors.joining(", "));
  }

  /**
   * A call of a procedure on an Iceberg table.
   *
   * @param arguments expressions, after the table's name
   */
  static String icebergCall(
      String procedure, String database, String table, List<String> arguments) {
    String more = arguments.stream().map(argument -> ", " + argument).collect(Collectors.joining());
    return "CALL %s.system.%s(%s, %s%s)"
        .formatted(
            identifier(EngineCatalogs.ICEBERG), procedure, string(database), string(table), more);
  }

  /** An array of texts. */
  static String array(List<String> texts) {
    return texts.stream().map(TrinoText::string).collect(Collectors.joining(", ", "ARRAY[", "]"));
  }
}
