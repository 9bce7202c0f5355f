package dev.tarn.query.dialect;

import io.trino.grammar.sql.SqlBaseLexer;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Literal;
import java.util.List;

/** Rewrites of single tokens: decimal literals and question marks. */
final class Literals {
  private static final SqlParser PARSER = new SqlParser();
  private static final String EXPONENT = "E0";

  private Literals() {}

  /** {@code 1.5} is a double in Athena; the engine takes it for a decimal. */
  static void decimalsAsDoubles(List<SqlToken> tokens, TextEdits edits) {
    for (SqlToken token : tokens) {
      if (token.type() == SqlBaseLexer.DECIMAL_VALUE && !edits.isReplaced(token.start())) {
        edits.insert(token.end(), EXPONENT);
      }
    }
  }

  /**
   * Puts the parameters in the places of the question marks. With a wrong number of parameters the
   * statement is handed to the engine as a prepared one, for its error.
   */
  static void parameters(List<SqlToken> tokens, List<String> parameters, TextEdits edits) {
    List<SqlToken> marks =
        tokens.stream().filter(t -> t.type() == SqlBaseLexer.QUESTION_MARK).toList();
    if (marks.size() != parameters.size()) {
      if (!parameters.isEmpty()) {
        asPrepared(tokens, parameters, edits);
      }
      return;
    }
    for (int i = 0; i < marks.size(); i++) {
      if (edits.isReplaced(marks.get(i).start())) {
        continue;
      }
      edits.replace(marks.get(i).start(), marks.get(i).end(), expression(parameters.get(i)));
    }
  }

  private static void asPrepared(List<SqlToken> tokens, List<String> parameters, TextEdits edits) {
    edits.insert(tokens.getFirst().start(), "EXECUTE IMMEDIATE '");
    for (SqlToken token : tokens) {
      int quote = token.text().indexOf('\'');
      while (quote >= 0) {
        edits.insert(token.start() + quote, "'");
        quote = token.text().indexOf('\'', quote + 1);
      }
    }
    edits.insert(
        tokens.getLast().end(),
        "' USING " + String.join(", ", parameters.stream().map(Literals::expression).toList()));
  }

  // Measured: a bare word is taken for the varchar of its letters.
  private static String expression(String parameter) {
    try {
      Expression expression = PARSER.createExpression(parameter);
      if (expression instanceof Identifier) {
        return TrinoText.string(parameter);
      }
      String text = rewritten(parameter);
      // Without parentheses, a minus before the question mark and one in it would be a comment.
      return expression instanceof Literal && !text.startsWith("-") ? text : "(" + text + ")";
    } catch (ParsingException _) {
      return TrinoText.string(parameter);
    }
  }

  /** The parameter's own decimals as doubles, without a comment at its end. */
  private static String rewritten(String parameter) {
    List<SqlToken> tokens = SqlToken.trino(parameter);
    int start = tokens.getFirst().start();
    String text = parameter.substring(start, tokens.getLast().end());
    TextEdits edits = new TextEdits(text);
    decimalsAsDoubles(SqlToken.trino(text), edits);
    return edits.apply().text();
  }
}
