package dev.tarn.query.dialect;

import dev.tarn.query.engine.EngineCatalogs;
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
}
