package dev.tarn.query.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells which queries mean the same, so that one can be answered with the result of another. What
 * does not count is what SQL does not look at: comments, blanks, and the case of unquoted words.
 * Queries that need not answer the same twice are no one's equals.
 */
public final class RepeatableQuery {
  private static final String SELECT = "SELECT";

  /** Functions, some without parentheses, and clauses whose answer is another each time. */
  private static final Set<String> CHANGING =
      Set.of(
          "RAND",
          "RANDOM",
          "SECURE_RAND",
          "SECURE_RANDOM",
          "SHUFFLE",
          "UUID",
          "NOW",
          "CURRENT_DATE",
          "CURRENT_TIME",
          "CURRENT_TIMESTAMP",
          "LOCALTIME",
          "LOCALTIMESTAMP",
          "TABLESAMPLE");

  private RepeatableQuery() {}

  /** A text that all queries of the same meaning have; empty when there can be no other. */
  public static Optional<String> of(TrinoStatement statement) {
    if (!statement.substatementType().equals(SELECT)) {
      return Optional.empty();
    }
    List<SqlToken> tokens = SqlToken.trino(statement.sql());
    if (tokens.stream().anyMatch(token -> CHANGING.contains(token.upper()))) {
      return Optional.empty();
    }
    return Optional.of(
        tokens.stream().map(RepeatableQuery::normal).collect(Collectors.joining(" ")));
  }

  private static String normal(SqlToken token) {
    String text = token.text();
    boolean quoted = text.indexOf('\'') >= 0 || text.indexOf('"') >= 0;
    return quoted ? text : text.toLowerCase(Locale.ROOT);
  }
}
