package dev.tarn.query.dialect;

import dev.tarn.query.dialect.grammar.AthenaDdlBaseVisitor;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ConstantContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.IdentifierContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.NamedFormatContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.PrimitiveTypeContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.StatementContext;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * The words that are no names in Hive-style statements unless backticks enclose them:
 * https://docs.aws.amazon.com/athena/latest/ug/reserved-words.html.
 *
 * <p>That page copies the list of a later Hive, and AWS's own statements break it: the user guide's
 * tables have columns called {@code time}, {@code timestamp}, {@code start} and {@code dayofweek},
 * it says that {@code DESCRIBE TABLE t} asks for a table called {@code table}, and a column called
 * {@code LIKE} was measured to parse. All of these are names to a Hive that does not enforce the
 * words of SQL:2011. So this is the page's list less the words that such a Hive takes for names.
 */
final class ReservedWords {
  private static final Set<String> WORDS =
      Set.of(
          "AND",
          "CASE",
          "CAST",
          "CHAR",
          "COLUMN",
          "CONF",
          "CROSS",
          "CURRENT",
          "DATABASE",
          "DISTINCT",
          "DIV",
          "ELSE",
          "END",
          "EXCHANGE",
          "EXTENDED",
          "FOLLOWING",
          "FROM",
          "FUNCTION",
          "HAVING",
          "IF",
          "INTERVAL",
          "JOIN",
          "LESS",
          "MACRO",
          "MAP",
          "MORE",
          "NOT",
          "ON",
          "OR",
          "OVER",
          "PARTIALSCAN",
          "PRECEDING",
          "PRESERVE",
          "REDUCE",
          "SELECT",
          "TABLESAMPLE",
          "THEN",
          "TRANSFORM",
          "UNBOUNDED",
          "UNIQUEJOIN",
          "UTC_TIMESTAMP",
          "VARCHAR",
          "WHEN",
          "WHERE",
          "WINDOW");

  private ReservedWords() {}

  /** The first reserved word that a statement uses as a name. */
  static Optional<Token> usedAsName(StatementContext statement) {
    FirstUse use = new FirstUse();
    statement.accept(use);
    return Optional.ofNullable(use.word);
  }

  private static final class FirstUse extends AthenaDdlBaseVisitor<Void> {
    private @Nullable Token word;

    @Override
    public @Nullable Void visitIdentifier(IdentifierContext identifier) {
      boolean named =
          !(identifier.getParent() instanceof PrimitiveTypeContext)
              && !(identifier.getParent() instanceof NamedFormatContext)
              && !(identifier.getParent() instanceof ConstantContext);
      if (word == null && named && WORDS.contains(identifier.getText().toUpperCase(Locale.ROOT))) {
        word = identifier.getStart();
      }
      return null;
    }
  }
}
