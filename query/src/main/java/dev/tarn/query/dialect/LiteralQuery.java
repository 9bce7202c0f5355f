package dev.tarn.query.dialect;

import io.trino.grammar.sql.SqlBaseLexer;
import java.util.List;
import java.util.Set;

/**
 * Recognises a SELECT of nothing but literals, such as {@code SELECT 1, 'a' AS x}, which Athena
 * answers without planning: its files and statistics differ (measured).
 */
public final class LiteralQuery {
  /** Longer texts are not looked at. */
  private static final int LONGEST = 10_000;

  private static final Set<Integer> LITERALS =
      Set.of(
          SqlBaseLexer.STRING,
          SqlBaseLexer.INTEGER_VALUE,
          SqlBaseLexer.DECIMAL_VALUE,
          SqlBaseLexer.DOUBLE_VALUE,
          SqlBaseLexer.TRUE,
          SqlBaseLexer.FALSE);

  private final List<SqlToken> tokens;
  private int next = 1;

  private LiteralQuery(List<SqlToken> tokens) {
    this.tokens = tokens;
  }

  /** Whether the statement is one, as its user wrote it. */
  public static boolean matches(ParsedStatement statement) {
    if (!statement.substatementType().equals("SELECT") || statement.echo().length() > LONGEST) {
      return false;
    }
    List<SqlToken> tokens = SqlToken.trino(statement.echo());
    return !tokens.isEmpty() && tokens.getFirst().is("SELECT") && new LiteralQuery(tokens).items();
  }

  private boolean items() {
    do {
      if (!literal()) {
        return false;
      }
      alias();
    } while (accept(","));
    return next == tokens.size();
  }

  private boolean literal() {
    if (accept("(")) {
      return literal() && accept(")");
    }
    while (accept("-") || accept("+")) {}
    return next < tokens.size() && LITERALS.contains(tokens.get(next++).type());
  }

  private void alias() {
    if (accept("AS") || (next < tokens.size() && isName(tokens.get(next)))) {
      next++;
    }
  }

  private static boolean isName(SqlToken token) {
    return token.type() == SqlBaseLexer.IDENTIFIER
        || token.type() == SqlBaseLexer.QUOTED_IDENTIFIER;
  }

  private boolean accept(String text) {
    boolean found = next < tokens.size() && tokens.get(next).is(text);
    next += found ? 1 : 0;
    return found;
  }
}
