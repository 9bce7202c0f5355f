package dev.tarn.query.dialect;

import java.util.List;

/** Which of Athena's two languages a statement is written in, told from its tokens. */
enum Language {
  HIVE,
  TRINO;

  static Language of(List<SqlToken> tokens) {
    return switch (word(tokens, 0)) {
      case "CREATE" -> create(tokens);
      case "DROP" ->
          switch (word(tokens, 1)) {
            case "DATABASE", "SCHEMA", "TABLE" -> HIVE;
            default -> TRINO;
          };
      case "ALTER" ->
          switch (word(tokens, 1)) {
            case "DATABASE", "SCHEMA", "TABLE" -> HIVE;
            default -> TRINO;
          };
      case "SHOW" -> word(tokens, 1).equals("FUNCTIONS") ? TRINO : HIVE;
      case "DESCRIBE", "DESC", "MSCK" -> HIVE;
      default -> TRINO;
    };
  }

  private static Language create(List<SqlToken> tokens) {
    return switch (word(tokens, 1)) {
      case "DATABASE", "SCHEMA", "EXTERNAL" -> HIVE;
      case "TABLE" -> isTableAsSelect(tokens) ? TRINO : HIVE;
      default -> TRINO;
    };
  }

  /** CREATE TABLE name WITH (...), or any AS outside parentheses that is not STORED AS. */
  private static boolean isTableAsSelect(List<SqlToken> tokens) {
    if (word(tokens, nameEnd(tokens)).equals("WITH")) {
      return true;
    }
    int depth = 0;
    for (int i = 2; i < tokens.size(); i++) {
      switch (word(tokens, i)) {
        case "(" -> depth++;
        case ")" -> depth--;
        case "AS" -> {
          boolean partOfName = word(tokens, i - 1).equals(".");
          if (depth == 0 && !partOfName && i > 2 && !isHiveClause(word(tokens, i - 1))) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  // NULL DEFINED AS and STORED AS belong to Hive-style statements.
  private static boolean isHiveClause(String before) {
    return before.equals("STORED") || before.equals("DEFINED");
  }

  /** The index after CREATE TABLE [IF NOT EXISTS] a.b.c. */
  private static int nameEnd(List<SqlToken> tokens) {
    int index = word(tokens, 2).equals("IF") && word(tokens, 3).equals("NOT") ? 6 : 3;
    while (word(tokens, index).equals(".")) {
      index += 2;
    }
    return index;
  }

  private static String word(List<SqlToken> tokens, int index) {
    return index < tokens.size() ? tokens.get(index).upper() : "";
  }
}
