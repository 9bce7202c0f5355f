package dev.tarn.query.dialect;

import dev.tarn.query.dialect.grammar.AthenaDdlParser.AnyNameContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.DatabaseNameContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.IdentifierContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.TableNameContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Resolves the table names of one statement and takes the catalog out of its echo. */
final class TableNames {
  private final String text;
  private final DialectContext context;
  private final TextEdits echo;

  TableNames(String text, DialectContext context) {
    this.text = text;
    this.context = context;
    this.echo = new TextEdits(text);
  }

  TableName of(TableNameContext name) {
    return of(name.identifier());
  }

  TableName of(AnyNameContext name) {
    return of(name.identifier());
  }

  /** The database of SHOW TABLES and SHOW VIEWS, with or without the catalog before it. */
  String database(DatabaseNameContext name) {
    List<IdentifierContext> parts = name.identifier();
    if (parts.size() > 1) {
      requireDefaultCatalog(HiveText.unquoted(parts.getFirst().getText()));
      remove(parts.getFirst(), parts.getLast());
    }
    return HiveText.name(parts.getLast());
  }

  /** The database in a name, in its own spelling. */
  Optional<String> writtenDatabase(AnyNameContext name) {
    List<IdentifierContext> parts = name.identifier();
    return parts.size() > 1
        ? Optional.of(HiveText.unquoted(parts.get(parts.size() - 2).getText()))
        : Optional.empty();
  }

  /** The statement's text as GetQueryExecution shows it: without {@code awsdatacatalog.}. */
  String echo() {
    return echo.apply().text();
  }

  /** Where a token is in the statement's text. */
  HivePlace place(Token token) {
    return HivePlace.of(text, text.offsetByCodePoints(0, token.getStartIndex()), token.getText());
  }

  /** Leaves only the table's own name in the echo, as AWS does for DESCRIBE. */
  void hideDatabase(AnyNameContext name) {
    List<IdentifierContext> parts = name.identifier();
    if (parts.size() > 1) {
      remove(parts.get(parts.size() - 2), parts.getLast());
    }
  }

  private TableName of(List<IdentifierContext> parts) {
    String last = HiveText.name(parts.getLast());
    return switch (parts.size()) {
      case 1 -> unqualified(last);
      case 2 -> new TableName(HiveText.name(parts.getFirst()), last, true);
      case 3 -> {
        requireDefaultCatalog(HiveText.unquoted(parts.getFirst().getText()));
        remove(parts.getFirst(), parts.get(1));
        yield new TableName(HiveText.name(parts.get(1)), last, true);
      }
      default ->
          throw StatementErrors.invalidTableName(parts.stream().map(HiveText::name).toList());
    };
  }

  // SHOW CREATE TABLE `db.t` is in the user guide: one pair of backticks around both.
  private TableName unqualified(String name) {
    int dot = name.indexOf('.');
    return dot > 0 && dot < name.length() - 1
        ? new TableName(name.substring(0, dot), name.substring(dot + 1), true)
        : new TableName(contextDatabase(), name, false);
  }

  private String contextDatabase() {
    return context.databaseOrDefault().toLowerCase(Locale.ROOT);
  }

  private void requireDefaultCatalog(String catalog) {
    if (!catalog.equalsIgnoreCase(DialectContext.DEFAULT_CATALOG)) {
      throw StatementErrors.catalogNotFound(catalog);
    }
  }

  /** Removes a part with the point and the blanks behind it, but not a comment there. */
  private void remove(IdentifierContext part, IdentifierContext next) {
    int start = offset(part);
    int end = text.indexOf('.', start + part.getText().length()) + 1;
    while (end < offset(next) && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    echo.replace(start, end, "");
  }

  private int offset(IdentifierContext part) {
    return text.offsetByCodePoints(0, part.getStart().getStartIndex());
  }
}
