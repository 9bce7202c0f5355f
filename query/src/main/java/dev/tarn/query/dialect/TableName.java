package dev.tarn.query.dialect;

/**
 * A table as a Hive-style statement names it, lower-cased.
 *
 * @param database the one written, or the context's
 * @param qualified whether the statement names the database
 */
public record TableName(String database, String table, boolean qualified) {
  /** {@code database.table}. */
  public String full() {
    return database + "." + table;
  }
}
