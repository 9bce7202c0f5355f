package dev.tarn.query.dialect;

import dev.tarn.query.dialect.grammar.AthenaDdlLexer;
import dev.tarn.query.dialect.grammar.AthenaDdlParser;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.CreateTableContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.StatementContext;
import java.util.Optional;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** The grammar of Hive-style statements applied to one text. */
final class HiveSyntax {
  private HiveSyntax() {}

  /** The first error in a text, as ANTLR words it and as AWS shows it. */
  static final class HiveSyntaxException extends Exception {
    private final TextPosition position;
    private final String text;

    HiveSyntaxException(TextPosition position, String text) {
      super(text);
      this.position = position;
      this.text = text;
    }

    TextPosition position() {
      return position;
    }

    String text() {
      return text;
    }
  }

  /** Parses a text without a semicolon at its end. */
  static StatementContext parse(String text) throws HiveSyntaxException {
    AthenaDdlLexer lexer = new AthenaDdlLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    AthenaDdlParser parser = new AthenaDdlParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    FirstError errors = new FirstError(text);
    parser.addErrorListener(errors);
    StatementContext statement = parser.singleStatement().statement();
    HiveSyntaxException first = errors.first;
    if (first != null) {
      throw first;
    }
    Optional<Token> reserved = ReservedWords.usedAsName(statement);
    if (reserved.isPresent()) {
      throw new HiveSyntaxException(
          position(text, reserved.get()), noViableAlternative(text, reserved.get()));
    }
    return statement;
  }

  private static TextPosition position(String text, Token token) {
    return PositionMap.position(text, text.offsetByCodePoints(0, token.getStartIndex()));
  }

  private static String noViableAlternative(String text, Token token) {
    String upToToken =
        token.getType() == Token.EOF
            ? text
            : text.substring(0, text.offsetByCodePoints(0, token.getStopIndex() + 1));
    String escaped = SyntaxErrors.escaped(upToToken);
    String endOfInput = token.getType() == Token.EOF ? "<EOF>" : "";
    return "no viable alternative at input '" + escaped + endOfInput + "'";
  }

  private static final class FirstError extends BaseErrorListener {
    private final String text;
    private @Nullable HiveSyntaxException first;

    FirstError(String text) {
      this.text = text;
    }

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        @Nullable Object offendingSymbol,
        int line,
        int column,
        String message,
        @Nullable RecognitionException cause) {
      if (first != null) {
        return;
      }
      TextPosition position =
          PositionMap.position(text, PositionMap.offset(text, line, column + 1));
      String shown = message;
      if (offendingSymbol instanceof Token token
          && recognizer instanceof AthenaDdlParser parser
          && insideCreateTable(parser.getContext())) {
        shown = noViableAlternative(text, token);
      }
      first = new HiveSyntaxException(position, shown);
    }

    /**
     * AWS reports every error in CREATE TABLE as one in the choice of the statement: its grammar
     * seems to have another alternative that begins with the same words.
     */
    private static boolean insideCreateTable(@Nullable ParserRuleContext context) {
      for (ParserRuleContext c = context; c != null; c = c.getParent()) {
        if (c instanceof CreateTableContext) {
          return true;
        }
      }
      return false;
    }
  }
}
