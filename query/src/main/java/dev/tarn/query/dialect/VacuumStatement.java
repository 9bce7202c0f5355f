package dev.tarn.query.dialect;

import dev.tarn.query.engine.EngineCatalogs;
import dev.tarn.query.engine.VacuumCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.StatementType;

/** {@code VACUUM [database.]table}; the only Trino-side statement whose names have backticks. */
// https://docs.aws.amazon.com/athena/latest/ug/vacuum-statement.html
final class VacuumStatement {
  private VacuumStatement() {}

  static TrinoStatement parse(String text, DialectContext context) {
    List<SqlToken> tokens = SqlToken.hive(text);
    List<String> name = new ArrayList<>();
    int index = 1;
    do {
      name.add(part(text, tokens, index));
      index += 2;
    } while (index - 1 < tokens.size() && tokens.get(index - 1).text().equals("."));
    if (index - 1 < tokens.size()) {
      throw mismatched(text, tokens.get(index - 1), "<EOF>");
    }
    if (name.size() == 3 && name.getFirst().equals(EngineCatalogs.VISIBLE)) {
      name.removeFirst();
    }
    if (name.size() > 2) {
      throw StatementErrors.malformed("Invalid table name " + String.join(".", name));
    }
    String database =
        name.size() == 2 ? name.getFirst() : context.databaseOrDefault().toLowerCase(Locale.ROOT);
    TextEdits edits = new TextEdits(text);
    edits.replace(0, text.length(), new VacuumCall(database, name.getLast()).sql());
    TextEdits.Result result = edits.apply();
    return new TrinoStatement(
        StatementType.DDL,
        "VACUUM_TABLE",
        ResultFile.TXT,
        text,
        result.text(),
        result.positions(),
        Map.of(),
        Optional.empty());
  }

  private static String part(String text, List<SqlToken> tokens, int index) {
    if (index >= tokens.size()) {
      throw StatementErrors.at(
          PositionMap.position(text, text.length()),
          "mismatched input '<EOF>'. Expecting: <identifier>");
    }
    SqlToken token = tokens.get(index);
    String name = HiveText.unquoted(token.text()).toLowerCase(Locale.ROOT);
    boolean word = !name.isEmpty() && name.chars().allMatch(VacuumStatement::isWordPart);
    if (!word && !token.text().startsWith("`")) {
      throw mismatched(text, token, "<identifier>");
    }
    return name;
  }

  private static boolean isWordPart(int character) {
    return Character.isLetterOrDigit(character) || character == '_';
  }

  private static RuntimeException mismatched(String text, SqlToken token, String expected) {
    return StatementErrors.at(
        PositionMap.position(text, token.start()),
        "mismatched input '" + token.text() + "'. Expecting: " + expected);
  }
}
