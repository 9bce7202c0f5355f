package dev.tarn.query.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;

/**
 * A Hive-style statement whose table has a double-quoted part in its name. Its grammar takes such a
 * part for a string, and AWS refuses the statement with one of two texts that depend on the
 * statement and on which part it is (measured).
 *
 * @param quoted the first double-quoted part's index
 */
record QuotedName(SingleStatement statement, List<SqlToken> parts, int quoted) {
  private static final String QUOTE = "\"";

  QuotedName {
    parts = List.copyOf(parts);
  }

  static Optional<QuotedName> in(SingleStatement statement) {
    List<SqlToken> tokens = statement.tokens();
    List<SqlToken> parts = new ArrayList<>();
    for (int i = nameStart(tokens); i < tokens.size(); i += 2) {
      parts.add(tokens.get(i));
      if (i + 1 == tokens.size() || !tokens.get(i + 1).text().equals(".")) {
        break;
      }
    }
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).text().startsWith(QUOTE)) {
        return Optional.of(new QuotedName(statement, parts, i));
      }
    }
    return Optional.empty();
  }

  private static int nameStart(List<SqlToken> tokens) {
    if (tokens.size() < 2) {
      return tokens.size();
    }
    SqlToken second = tokens.get(1);
    return switch (tokens.getFirst().upper()) {
      case "DESCRIBE", "DESC" -> 1;
      case "SHOW" ->
          second.is("COLUMNS")
                  || (second.is("CREATE") && tokens.size() > 3 && tokens.get(2).is("VIEW"))
              ? 3
              : tokens.size();
      case "DROP" -> tokens.size() > 2 && tokens.get(2).is("IF") ? 4 : 2;
      case "ALTER" -> 2;
      default -> tokens.size();
    };
  }

  /** Whether the catalog is asked first: what the name means counts more than its quotes. */
  boolean isDescribed() {
    SqlToken first = statement.tokens().getFirst();
    return !first.is("DROP") && !first.is("ALTER");
  }

  /** The statement with backticks for the double quotes; offsets stay. */
  String inBackticks() {
    StringBuilder text = new StringBuilder(statement.text());
    for (SqlToken part : parts) {
      if (part.text().startsWith(QUOTE)) {
        text.setCharAt(part.start(), '`');
        text.setCharAt(part.end() - 1, '`');
      }
    }
    return text.toString();
  }

  /** The refusal, when it is not the grammar's own. */
  Optional<InvalidRequestException> refusal() {
    SqlToken first = statement.tokens().getFirst();
    boolean wholeStatement =
        first.is("ALTER") || (quoted == 0 && (first.is("DESCRIBE") || first.is("DESC")));
    if (!wholeStatement && quoted != 1) {
      return Optional.empty();
    }
    SqlToken part = parts.get(quoted);
    int start = wholeStatement ? first.start() : parts.getFirst().start();
    String input = statement.text().substring(start, part.end());
    return Optional.of(
        StatementErrors.at(
            PositionMap.position(statement.text(), part.start()),
            "no viable alternative at input '" + SyntaxErrors.escaped(input) + "'"));
  }
}
