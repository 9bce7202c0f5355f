package dev.tarn.query.dialect;

import dev.tarn.query.engine.EngineCatalogs;
import dev.tarn.query.engine.IcebergTask;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.StatementType;

/** {@code OPTIMIZE t REWRITE DATA USING BIN_PACK [WHERE ...]}, the engine's table procedure. */
final class OptimizeStatement {
  private static final String PROCEDURE =
      "EXECUTE optimize(file_size_threshold => '" + IcebergTask.Optimize.ANY_SIZE + "')";
  private static final List<String> CLAUSE = List.of("REWRITE", "DATA", "USING", "BIN_PACK");

  private OptimizeStatement() {}

  static TrinoStatement parse(String text, List<SqlToken> tokens, DialectContext context) {
    int nameEnd = 2;
    while (nameEnd < tokens.size() && tokens.get(nameEnd).text().equals(".")) {
      nameEnd += 2;
    }
    if (tokens.stream().limit(nameEnd).anyMatch(token -> token.text().startsWith("\""))) {
      throw SyntaxErrors.noStatement(text, tokens); // measured
    }
    for (int i = 0; i < CLAUSE.size(); i++) {
      expect(text, tokens, nameEnd + i, CLAUSE.get(i));
    }
    TextEdits edits = new TextEdits(text);
    edits.replace(tokens.getFirst().start(), tokens.getFirst().end(), "ALTER TABLE");
    qualify(tokens, nameEnd, context, edits);
    int clauseEnd = nameEnd + CLAUSE.size();
    edits.replace(tokens.get(nameEnd).start(), tokens.get(clauseEnd - 1).end(), PROCEDURE);
    boolean where = clauseEnd < tokens.size() && tokens.get(clauseEnd).is("WHERE");
    if (where && clauseEnd + 1 < tokens.size()) {
      edits.insert(tokens.get(clauseEnd).end(), " (");
      edits.insert(tokens.getLast().end(), ")");
    } else if (!where) {
      edits.insert(tokens.getLast().end(), " WHERE (true)"); // more conditions will follow
    }
    Literals.decimalsAsDoubles(tokens, edits);
    TextEdits.Result result = edits.apply();
    checkSyntax(result);
    // Measured: AWS reports OPTIMIZE as CREATE_TABLE_AS_SELECT.
    return new TrinoStatement(
        StatementType.DDL,
        "CREATE_TABLE_AS_SELECT",
        ResultFile.TXT,
        text,
        result.text(),
        result.positions(),
        Map.of(),
        Optional.empty(),
        Optional.of(task(tokens, nameEnd, context)));
  }

  private static IcebergTask task(List<SqlToken> tokens, int nameEnd, DialectContext context) {
    String database = nameEnd == 2 ? context.databaseOrDefault() : tokens.get(nameEnd - 3).text();
    return new IcebergTask.Optimize(
        database.toLowerCase(Locale.ROOT), tokens.get(nameEnd - 1).text().toLowerCase(Locale.ROOT));
  }

  /** Puts the Iceberg catalog, and the context's database when none is written, before the name. */
  private static void qualify(
      List<SqlToken> tokens, int nameEnd, DialectContext context, TextEdits edits) {
    int parts = nameEnd / 2;
    String catalog = TrinoText.identifier(EngineCatalogs.ICEBERG);
    SqlToken first = tokens.get(1);
    if (parts == 3) {
      edits.replace(first.start(), first.end(), catalog);
    } else if (parts == 2) {
      edits.insert(first.start(), catalog + ".");
    } else if (context.database().isPresent()) {
      edits.insert(
          first.start(), catalog + "." + TrinoText.identifier(context.database().get()) + ".");
    }
  }

  private static void checkSyntax(TextEdits.Result result) {
    try {
      new SqlParser().createStatement(result.text());
    } catch (ParsingException e) {
      TextPosition position = result.positions().toOriginal(e.getLineNumber(), e.getColumnNumber());
      throw StatementErrors.at(position, e.getErrorMessage());
    }
  }

  private static void expect(String text, List<SqlToken> tokens, int index, String word) {
    if (index >= tokens.size()) {
      throw StatementErrors.at(
          PositionMap.position(text, text.length()),
          "mismatched input '<EOF>'. Expecting: '" + word + "'");
    }
    if (!tokens.get(index).is(word)) {
      throw StatementErrors.at(
          PositionMap.position(text, tokens.get(index).start()),
          "mismatched input '" + tokens.get(index).text() + "'. Expecting: '" + word + "'");
    }
  }
}
