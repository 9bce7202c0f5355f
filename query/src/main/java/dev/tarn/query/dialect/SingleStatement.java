package dev.tarn.query.dialect;

import java.util.List;

/**
 * The one statement of a query string, in the language it is written in.
 *
 * @param text without blanks and semicolons around it; positions in errors count from its beginning
 * @param tokens by the rules of its language
 */
record SingleStatement(String text, Language language, List<SqlToken> tokens) {
  private static final String SEMICOLON = ";";

  SingleStatement {
    tokens = List.copyOf(tokens);
  }

  static SingleStatement of(String queryString) {
    String text = queryString.substring(leading(queryString)).stripTrailing();
    if (text.isEmpty() && queryString.contains(SEMICOLON)) {
      throw StatementErrors.malformed("Empty sql statement: ;");
    }
    List<SqlToken> tokens = SqlToken.hive(text);
    Language language = Language.of(tokens);
    if (language == Language.TRINO) {
      tokens = SqlToken.trino(text);
    }
    int end =
        tokens.indexOf(tokens.stream().filter(SingleStatement::ends).findFirst().orElse(null));
    if (end < 0) {
      return new SingleStatement(text, language, tokens);
    }
    // Even a comment after the semicolon counts as a second statement.
    String tail = text.substring(tokens.get(end).end());
    if (tail.chars().anyMatch(c -> c != ';' && !Character.isWhitespace(c))) {
      throw StatementErrors.malformed(
          "Only one sql statement is allowed. Got: " + queryString.stripTrailing());
    }
    return new SingleStatement(
        text.substring(0, tokens.get(end).start()).stripTrailing(),
        language,
        tokens.subList(0, end));
  }

  private static boolean ends(SqlToken token) {
    return token.text().equals(SEMICOLON);
  }

  private static int leading(String text) {
    int start = 0;
    while (start < text.length()
        && (text.charAt(start) == ';' || Character.isWhitespace(text.charAt(start)))) {
      start++;
    }
    return start;
  }
}
