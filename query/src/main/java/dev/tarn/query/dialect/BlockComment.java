package dev.tarn.query.dialect;

import dev.tarn.query.dialect.MetadataStatement.DescribeTable;
import dev.tarn.query.dialect.MetadataStatement.ShowCreateTable;
import dev.tarn.query.dialect.PartitionStatement.RepairTable;
import dev.tarn.query.dialect.TableStatement.AddColumns;
import dev.tarn.query.dialect.TableStatement.ChangeColumn;
import dev.tarn.query.dialect.TableStatement.DropColumn;
import dev.tarn.query.dialect.TableStatement.RenameTable;
import dev.tarn.query.dialect.TableStatement.ReplaceColumns;
import dev.tarn.query.dialect.grammar.AthenaDdlLexer;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/**
 * A block comment in a Hive-style statement. StartQueryExecution accepts it, but AWS hands some
 * statements on to a Hive parser that does not know such comments, and the execution fails with
 * that parser's text (measured). Tables in Iceberg's format are not affected.
 *
 * @param start the UTF-16 offset of its slash
 * @param before how many of the statement's tokens are before it
 */
record BlockComment(SingleStatement statement, int start, int before) {
  private static final int SYSTEM = 1;
  private static final int USER = 2;
  private static final int DDL_TASK_FAILED = 1003;
  private static final int SYNTAX_OR_ANALYSIS = 1006;
  private static final String UNSUPPORTED = "Query type not supported by DDL engine.";

  /** The first block comment of a statement. */
  static Optional<BlockComment> in(SingleStatement statement) {
    String text = statement.text();
    if (!text.contains("/*")) {
      return Optional.empty();
    }
    AthenaDdlLexer lexer = new AthenaDdlLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    int before = 0;
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      if (token.getType() == AthenaDdlLexer.BLOCK_COMMENT) {
        int offset = text.offsetByCodePoints(0, token.getStartIndex());
        return Optional.of(new BlockComment(statement, offset, before));
      }
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        before++;
      }
    }
    return Optional.empty();
  }

  /** How the statement fails because of the comment; empty when it does not mind. */
  Optional<RefusedStatement> failure(ParsedStatement parsed, CatalogLookup catalog) {
    return switch (parsed) {
      case ShowCreateTable show when catalog.isNotIceberg(show.table()) ->
          Optional.of(system(parsed, showCreateTable()));
      case DescribeTable describe when !describe.view() && catalog.isNotIceberg(describe.table()) ->
          Optional.of(system(parsed, describe(describe)));
      case RepairTable repair when catalog.isNotIceberg(repair.table()) ->
          Optional.of(system(parsed, repairTable()));
      case AddColumns _ -> Optional.of(system(parsed, alterTable()));
      case ReplaceColumns table when catalog.isNotIceberg(table.table()) ->
          Optional.of(user(parsed, alterTable(), UNSUPPORTED));
      case ChangeColumn _, RenameTable _ -> Optional.of(user(parsed, alterTable(), UNSUPPORTED));
      case DropColumn drop -> Optional.of(user(parsed, alterTable(), drop.expectation()));
      default -> Optional.empty();
    };
  }

  private String showCreateTable() {
    return switch (before) {
      case 0 -> nearComment("");
      case 1 -> nearWord(" in ddl statement");
      case 2 ->
          at("mismatched input '/' expecting TABLE near '" + lastWord() + "' in show statement");
      default -> atName(3);
    };
  }

  private String repairTable() {
    return switch (before) {
      case 0 -> nearComment("");
      case 1, 2 -> at("missing EOF at '/' near '" + lastWord() + "'");
      default -> atName(3);
    };
  }

  private String describe(DescribeTable describe) {
    if (before == 0) {
      return nearComment("");
    }
    if (describe.detail() != MetadataStatement.Detail.COLUMNS && before == 2) {
      return nearComment(" in specifying describe table types");
    }
    // The parser sees the statement without the database.
    return HivePlace.of(statement.text(), firstWord().start(), "")
        + " cannot recognize input near '"
        + firstWord().text()
        + "' '/' '*' in describe statement";
  }

  private String alterTable() {
    return switch (before) {
      case 0 -> nearComment("");
      case 1 ->
          HivePlace.of(statement.text(), firstWord().start(), "")
              + " cannot recognize input near '"
              + firstWord().text()
              + "' '/' '*' in alter statement";
      case 2 -> nearComment(" in table name");
      default -> isInsideName(2) ? atName(2) : nearComment(" in alter table statement");
    };
  }

  /** A comment in or behind the table's name, which begins at a token's index. */
  private String atName(int name) {
    List<SqlToken> tokens = statement.tokens();
    if (before == name) {
      return nearComment(" in table name");
    }
    return isInsideName(name)
        ? at(
            "cannot recognize input near '"
                + tokens.get(before - 2).text()
                + "' '.' '/' in table name")
        : at("missing EOF at '/' near '" + lastWord() + "'");
  }

  private boolean isInsideName(int name) {
    return before > name + 1 && lastWord().equals(".");
  }

  private String nearComment(String where) {
    return at("cannot recognize input near '/' '*' '" + HiveLexeme.first(content()) + "'" + where);
  }

  private String nearWord(String where) {
    return at("cannot recognize input near '" + lastWord() + "' '/' '*'" + where);
  }

  private String content() {
    return statement.text().substring(start + 2);
  }

  private String at(String text) {
    return HivePlace.of(statement.text(), start, "") + " " + text;
  }

  private SqlToken firstWord() {
    return statement.tokens().getFirst();
  }

  private String lastWord() {
    return statement.tokens().get(before - 1).text();
  }

  private static RefusedStatement system(ParsedStatement parsed, String error) {
    String reason = "FAILED: ParseException " + error;
    return refused(parsed, reason, SYSTEM, DDL_TASK_FAILED, reason);
  }

  private static RefusedStatement user(ParsedStatement parsed, String error, String message) {
    return refused(parsed, "FAILED: ParseException " + error, USER, SYNTAX_OR_ANALYSIS, message);
  }

  private static RefusedStatement refused(
      ParsedStatement parsed, String reason, int category, int type, String message) {
    return new RefusedStatement(
        parsed.echo(),
        parsed.echoDatabase(),
        parsed.statementType(),
        parsed.substatementType(),
        reason,
        category,
        type,
        message);
  }
}
