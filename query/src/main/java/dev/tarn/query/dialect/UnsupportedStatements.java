package dev.tarn.query.dialect;

import java.util.List;

/**
 * Statements that AWS knows and never runs, by their first words.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/unsupported-ddl.html">Unsupported
 *     DDL</a>
 */
final class UnsupportedStatements {
  private static final List<List<String>> BEGINNINGS =
      List.of(
          List.of("ALTER", "INDEX"),
          List.of("COMMIT"),
          List.of("CREATE", "INDEX"),
          List.of("CREATE", "ROLE"),
          List.of("CREATE", "TEMPORARY", "MACRO"),
          List.of("DESC", "DATABASE"),
          List.of("DESC", "SCHEMA"),
          List.of("DESCRIBE", "DATABASE"),
          List.of("DESCRIBE", "SCHEMA"),
          List.of("DFS"),
          List.of("DROP", "INDEX"),
          List.of("DROP", "ROLE"),
          List.of("DROP", "TEMPORARY", "MACRO"),
          List.of("EXPORT", "TABLE"),
          List.of("GRANT"),
          List.of("IMPORT", "TABLE"),
          List.of("LOCK", "TABLE"),
          List.of("REVOKE"),
          List.of("ROLLBACK"),
          List.of("SHOW", "COMPACTIONS"),
          List.of("SHOW", "CURRENT", "ROLES"),
          List.of("SHOW", "GRANT"),
          List.of("SHOW", "INDEXES"),
          List.of("SHOW", "LOCKS"),
          List.of("SHOW", "PRINCIPALS"),
          List.of("SHOW", "ROLE"),
          List.of("SHOW", "ROLES"),
          List.of("SHOW", "TRANSACTIONS"),
          List.of("START", "TRANSACTION"),
          List.of("TRUNCATE"),
          List.of("UNLOCK", "TABLE"),
          List.of("USE"));

  private UnsupportedStatements() {}

  static void refuse(List<SqlToken> tokens) {
    for (List<String> words : BEGINNINGS) {
      if (beginsWith(tokens, words)) {
        throw StatementErrors.unsupported();
      }
    }
  }

  private static boolean beginsWith(List<SqlToken> tokens, List<String> words) {
    if (tokens.size() < words.size()) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      if (!tokens.get(i).is(words.get(i))) {
        return false;
      }
    }
    return true;
  }
}
