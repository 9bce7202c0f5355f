package dev.tarn.query.dialect;

import dev.tarn.query.dialect.grammar.AthenaDdlLexer;
import io.trino.grammar.sql.SqlBaseLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;

/**
 * One token of a text; blanks and comments are not tokens.
 *
 * @param type the lexer's number for its kind
 * @param start the UTF-16 offset of its first unit
 * @param end the UTF-16 offset after its last unit
 */
record SqlToken(int type, String text, int start, int end) {
  /** The tokens by the rules of Hive-style statements: backslash escapes, backticks. */
  static List<SqlToken> hive(String text) {
    return tokens(new AthenaDdlLexer(CharStreams.fromString(text)), text);
  }

  /** The tokens by Trino's rules: doubled quotes. */
  static List<SqlToken> trino(String text) {
    return tokens(new SqlBaseLexer(CharStreams.fromString(text)), text);
  }

  private static List<SqlToken> tokens(Lexer lexer, String text) {
    lexer.removeErrorListeners();
    List<SqlToken> tokens = new ArrayList<>();
    int codePoints = 0;
    int offset = 0;
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      int start = text.offsetByCodePoints(offset, token.getStartIndex() - codePoints);
      codePoints = token.getStopIndex() + 1;
      offset = text.offsetByCodePoints(start, codePoints - token.getStartIndex());
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        tokens.add(new SqlToken(token.getType(), text.substring(start, offset), start, offset));
      }
    }
    return tokens;
  }

  /** Whether it is this unquoted word, whatever its case. */
  boolean is(String word) {
    return text.equalsIgnoreCase(word);
  }

  /** The text in upper case, to be compared with keywords. */
  String upper() {
    return text.toUpperCase(Locale.ROOT);
  }
}
