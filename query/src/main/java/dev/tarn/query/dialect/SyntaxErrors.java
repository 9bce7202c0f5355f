package dev.tarn.query.dialect;

import dev.tarn.query.dialect.HiveSyntax.HiveSyntaxException;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.ShowCreate;
import io.trino.sql.tree.Statement;
import java.util.List;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;

/**
 * Which of two parsers' errors AWS reports, and how. Its Trino grammar is older than the engine's:
 * expectations that clients see often are AWS's own lists (measured).
 */
final class SyntaxErrors {
  private static final String STATEMENTS =
      "'ALTER', 'ANALYZE', 'CALL', 'COMMENT', 'COMMIT', 'CREATE', 'DEALLOCATE', 'DELETE', 'DENY',"
          + " 'DESC', 'DESCRIBE', 'DROP', 'EXECUTE', 'EXPLAIN', 'GRANT', 'INSERT', 'MERGE',"
          + " 'PREPARE', 'REFRESH', 'RESET', 'REVOKE', 'ROLLBACK', 'SET', 'SHOW', 'START',"
          + " 'TRUNCATE', 'UNLOAD', 'UPDATE', 'USE', <query>";
  private static final String AFTER_CREATE =
      "'MATERIALIZED', 'MULTI', 'OR', 'PROTECTED', 'ROLE', 'SCHEMA', 'TABLE', 'VIEW'";
  private static final String AFTER_OR_REPLACE = "'MATERIALIZED', 'MULTI', 'PROTECTED', 'VIEW'";
  private static final String AFTER_ALTER_TABLE = "'.', 'ADD', 'DROP', 'EXECUTE', 'RENAME', 'SET'";
  private static final String AFTER_ALTER_TABLE_IF_EXISTS = "'.', 'ADD', 'DROP', 'RENAME'";
  private static final String AFTER_ALTER_TABLE_DROP = "'.', 'DROP'";

  private static final String AFTER_TABLE_NAME =
      "<EOF>, '(', 'SELECT', 'FROM', 'AS', 'ROW', 'WITH', 'VALUES', 'TABLE', 'INSERT', 'MAP',"
          + " 'COMMENT', 'REDUCE', 'TBLPROPERTIES', 'SKEWED', 'STORED', 'LOCATION', 'CLUSTERED',"
          + " 'PARTITIONED'";
  private static final int MAX_PARTS = 3;

  private static final SqlParser PARSER = new SqlParser();

  private SyntaxErrors() {}

  /**
   * A statement that the Hive-style grammar rejects: when Trino's rejects it too, AWS reports
   * Trino's error, otherwise the other.
   */
  static InvalidRequestException ofHive(SingleStatement statement, HiveSyntaxException error) {
    List<SqlToken> tokens = SqlToken.trino(statement.text());
    int changed = alteredWord(tokens);
    if (changed > 0) {
      return alterTable(statement.text(), tokens, changed);
    }
    try {
      Statement parsed = PARSER.createStatement(statement.text());
      if (parsed instanceof ShowCreate show) {
        List<String> parts = show.getName().getParts();
        return parts.size() > MAX_PARTS
            ? StatementErrors.invalidTableName(parts)
            : StatementErrors.unsupported();
      }
    } catch (ParsingException e) {
      return ofTrino(statement.text(), tokens, e);
    }
    boolean tooManyParts =
        tokens.getFirst().is("CREATE") && error.text().startsWith("mismatched input '.' expecting");
    return StatementErrors.at(
        error.position(),
        tooManyParts ? "mismatched input '.' expecting {" + AFTER_TABLE_NAME + "}" : error.text());
  }

  /** Whether the engine's grammar accepts a text. */
  static boolean isTrino(String text) {
    try {
      PARSER.createStatement(text);
      return true;
    } catch (ParsingException _) {
      return false;
    }
  }

  /** A stretch of a statement as an error shows it. */
  static String escaped(String text) {
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
  }

  /** A statement that Trino's parser rejects. */
  static InvalidRequestException ofTrino(
      String text, List<SqlToken> tokens, ParsingException error) {
    int offset = PositionMap.offset(text, error.getLineNumber(), error.getColumnNumber());
    int index = 0;
    while (index < tokens.size() && tokens.get(index).end() <= offset) {
      index++;
    }
    if (index < tokens.size() && index == 0) {
      return noStatement(text, tokens);
    }
    if (index < tokens.size() && index == 1 && tokens.getFirst().is("CREATE")) {
      return mismatch(text, tokens.get(1), AFTER_CREATE);
    }
    if (isSelectWithoutSource(tokens, index)) {
      return StatementErrors.unsupported();
    }
    return StatementErrors.at(PositionMap.position(text, offset), error.getErrorMessage());
  }

  /** A first word that begins no statement. */
  static InvalidRequestException noStatement(String text, List<SqlToken> tokens) {
    return mismatch(text, tokens.getFirst(), STATEMENTS);
  }

  /** CREATE OR REPLACE TABLE, which the engine's grammar has and AWS's has not. */
  static InvalidRequestException orReplaceTable(String text, List<SqlToken> tokens) {
    return mismatch(text, tokens.get(3), AFTER_OR_REPLACE);
  }

  // "SELECT * FROM" and "SELECT FROM t" (measured).
  private static boolean isSelectWithoutSource(List<SqlToken> tokens, int index) {
    return tokens.size() > 1
        && tokens.getFirst().is("SELECT")
        && (tokens.get(1).is("FROM") || (index == tokens.size() && tokens.getLast().is("FROM")));
  }

  /** The index of the word after ALTER TABLE [IF EXISTS] name, when AWS's Trino rejects it. */
  private static int alteredWord(List<SqlToken> tokens) {
    if (tokens.size() < 4 || !tokens.getFirst().is("ALTER") || !tokens.get(1).is("TABLE")) {
      return 0;
    }
    boolean ifExists = tokens.get(2).is("IF") && tokens.get(3).is("EXISTS");
    int index = ifExists ? 5 : 3;
    while (index < tokens.size() && tokens.get(index).text().equals(".")) {
      index += 2;
    }
    if (index >= tokens.size()) {
      return 0;
    }
    SqlToken word = tokens.get(index);
    boolean dropColumns =
        word.is("DROP") && index + 1 < tokens.size() && tokens.get(index + 1).is("COLUMNS");
    boolean refused =
        word.is("ALTER")
            || word.is("REPLACE")
            || dropColumns
            || (ifExists && (word.is("SET") || word.is("EXECUTE")));
    return refused ? index : 0;
  }

  private static InvalidRequestException alterTable(
      String text, List<SqlToken> tokens, int changed) {
    if (tokens.get(changed).is("DROP")) {
      return mismatch(text, tokens.get(changed + 1), AFTER_ALTER_TABLE_DROP);
    }
    boolean ifExists = tokens.get(2).is("IF") && tokens.get(3).is("EXISTS");
    return mismatch(
        text, tokens.get(changed), ifExists ? AFTER_ALTER_TABLE_IF_EXISTS : AFTER_ALTER_TABLE);
  }

  private static InvalidRequestException mismatch(String text, SqlToken token, String expected) {
    return StatementErrors.at(
        PositionMap.position(text, token.start()),
        "mismatched input '" + token.text() + "'. Expecting: " + expected);
  }
}
