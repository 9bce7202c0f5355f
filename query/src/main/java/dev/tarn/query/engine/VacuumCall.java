package dev.tarn.query.engine;

import java.util.Optional;

/**
 * VACUUM of an Iceberg table, which is a procedure of the embedded engine and several statements of
 * any other.
 */
public record VacuumCall(String database, String table) {
  private static final String BEGIN =
      "CALL \"%s\".system.vacuum('".formatted(EngineCatalogs.ICEBERG);
  private static final String BETWEEN = "', '";
  private static final String END = "')";

  /** The statement for the engine. */
  public String sql() {
    return BEGIN + escaped(database) + BETWEEN + escaped(table) + END;
  }

  /** Reads what {@link #sql()} wrote; empty for every other statement. */
  public static Optional<VacuumCall> of(String sql) {
    if (!sql.startsWith(BEGIN) || !sql.endsWith(END)) {
      return Optional.empty();
    }
    int end = endOfText(sql, BEGIN.length());
    if (!sql.startsWith(BETWEEN, end)) {
      return Optional.empty();
    }
    int table = end + BETWEEN.length();
    return Optional.of(
        new VacuumCall(
            plain(sql.substring(BEGIN.length(), end)),
            plain(sql.substring(table, sql.length() - END.length()))));
  }

  /** The quote that is not one of two. */
  private static int endOfText(String sql, int begin) {
    int quote = sql.indexOf('\'', begin);
    while (sql.startsWith("''", quote)) {
      quote = sql.indexOf('\'', quote + 2);
    }
    return quote;
  }

  private static String escaped(String text) {
    return text.replace("'", "''");
  }

  private static String plain(String text) {
    return text.replace("''", "'");
  }
}
