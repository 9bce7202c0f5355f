package dev.tarn.query.dialect;

/** Athena's reading of numbers with a point, for texts that did not come as a statement. */
public final class DecimalLiterals {
  private DecimalLiterals() {}

  /** The same SQL with {@code 1.5} as {@code 1.5E0}: what the engine takes for a double. */
  public static String asDoubles(String sql) {
    TextEdits edits = new TextEdits(sql);
    Literals.decimalsAsDoubles(SqlToken.trino(sql), edits);
    return edits.apply().text();
  }
}
