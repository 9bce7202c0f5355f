package dev.tarn.query.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The types of Hive columns: which exist, and how Trino spells them. */
final class HiveTypes {
  private static final Set<String> PRIMITIVES =
      Set.of(
          "boolean",
          "tinyint",
          "smallint",
          "int",
          "bigint",
          "float",
          "double",
          "string",
          "binary",
          "date",
          "timestamp",
          "interval_year_month",
          "interval_day_time");
  private static final Set<String> PARAMETRIC = Set.of("decimal", "char", "varchar");

  private HiveTypes() {}

  /** Fails as Hive does for a type that it does not have. */
  static void check(String type) throws StatementFailure {
    String unknown = unknown(type);
    if (!unknown.isEmpty()) {
      throw Failures.execution(
          "java.lang.IllegalArgumentException: Error: type expected at the position "
              + type.indexOf(unknown)
              + " of '"
              + type
              + "' but '"
              + unknown
              + "' is found.");
    }
  }

  /** The first name in a type that is no type; empty when all are. */
  private static String unknown(String type) {
    int open = type.indexOf('<');
    if (open < 0) {
      int parenthesis = type.indexOf('(');
      boolean known =
          parenthesis < 0
              ? PRIMITIVES.contains(type)
              : PARAMETRIC.contains(type.substring(0, parenthesis));
      return known ? "" : type;
    }
    for (String part : parts(type.substring(open + 1, type.length() - 1))) {
      boolean field = type.startsWith("struct<");
      String unknown = unknown(field ? part.substring(part.indexOf(':') + 1) : part);
      if (!unknown.isEmpty()) {
        return unknown;
      }
    }
    return "";
  }

  /** {@code a,b<c,d>} at its outermost commas. */
  private static List<String> parts(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < list.length(); i++) {
      switch (list.charAt(i)) {
        case '<', '(' -> depth++;
        case '>', ')' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(list.substring(start, i));
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(list.substring(start));
    return parts;
  }

  /**
   * The type of a struct's field, an array's {@code $elem$}, a map's {@code $key$}, {@code
   * $value$}.
   */
  static String inside(String type, String step) throws StatementFailure {
    int open = type.indexOf('<');
    if (open > 0) {
      List<String> parts = parts(type.substring(open + 1, type.length() - 1));
      String kind = type.substring(0, open);
      if (kind.equals("array") && step.equals("$elem$")) {
        return parts.getFirst();
      }
      if (kind.equals("map") && (step.equals("$key$") || step.equals("$value$"))) {
        return step.equals("$key$") ? parts.getFirst() : parts.getLast();
      }
      if (kind.equals("struct")) {
        for (String field : parts) {
          if (field.substring(0, field.indexOf(':')).equals(step)) {
            return fieldType(field);
          }
        }
      }
    }
    throw Failures.semantic("[Error 10002]: Invalid column reference " + step);
  }

  /** As DESCRIBE shows the columns of a view. */
  static String trino(String type) {
    int open = type.indexOf('<');
    if (open >= 0) {
      String kind = type.substring(0, open);
      List<String> parts = parts(type.substring(open + 1, type.length() - 1));
      if (kind.equals("struct")) {
        List<String> fields =
            parts.stream()
                .map(f -> f.substring(0, f.indexOf(':')) + " " + trino(fieldType(f)))
                .toList();
        return "row(" + String.join(", ", fields) + ")";
      }
      return kind + "(" + String.join(", ", parts.stream().map(HiveTypes::trino).toList()) + ")";
    }
    return switch (type) {
      case "int" -> "integer";
      case "float" -> "real";
      case "string" -> "varchar";
      case "binary" -> "varbinary";
      case "timestamp" -> "timestamp(3)";
      default -> type;
    };
  }

  private static String fieldType(String field) {
    return field.substring(field.indexOf(':') + 1);
  }
}
