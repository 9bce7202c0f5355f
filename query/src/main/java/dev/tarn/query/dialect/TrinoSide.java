package dev.tarn.query.dialect;

import dev.tarn.query.dialect.TrinoStatement.CreatedTable;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.Deallocate;
import io.trino.sql.tree.Delete;
import io.trino.sql.tree.DropView;
import io.trino.sql.tree.Execute;
import io.trino.sql.tree.ExecuteImmediate;
import io.trino.sql.tree.Explain;
import io.trino.sql.tree.ExplainAnalyze;
import io.trino.sql.tree.Insert;
import io.trino.sql.tree.Merge;
import io.trino.sql.tree.Prepare;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.SaveMode;
import io.trino.sql.tree.ShowFunctions;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.Update;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.StatementType;

/** Parses, classifies and rewrites one statement of Trino's language. */
final class TrinoSide {
  private static final SqlParser PARSER = new SqlParser();

  private final String text;
  private final List<SqlToken> tokens;
  private final DialectContext context;

  TrinoSide(SingleStatement statement, DialectContext context) {
    this.text = statement.text();
    this.tokens = statement.tokens();
    this.context = context;
  }

  ParsedStatement parse() {
    refuseNotImplemented();
    if (startsWith("UNLOAD")) {
      return new UnloadStatement(text, tokens, context).parse();
    }
    if (startsWith("VACUUM")) {
      return VacuumStatement.parse(text, context);
    }
    if (startsWith("OPTIMIZE")) {
      return OptimizeStatement.parse(text, tokens, context);
    }
    Statement statement = statement();
    SystemTables.refuse(statement);
    return classify(statement);
  }

  private void refuseNotImplemented() {
    EngineNames.refuse(tokens);
    if (startsWith("USING") && tokens.size() > 1) {
      throw StatementErrors.notImplemented("USING EXTERNAL FUNCTION");
    }
    if (startsWith("CREATE") && tokens.stream().limit(5).anyMatch(t -> t.is("PROTECTED"))) {
      throw StatementErrors.notImplemented("CREATE PROTECTED MULTI DIALECT VIEW");
    }
  }

  private Statement statement() {
    try {
      return PARSER.createStatement(text);
    } catch (ParsingException e) {
      throw SyntaxErrors.ofTrino(text, tokens, e);
    }
  }

  private ParsedStatement classify(Statement statement) {
    return switch (statement) {
      case Query _ -> engine(StatementType.DML, "SELECT", ResultFile.CSV);
      case Insert _ -> engine(StatementType.DML, "INSERT", ResultFile.INSERT);
      case Update _ -> engine(StatementType.DML, "UPDATE", ResultFile.ROW_CHANGES);
      case Delete _ -> engine(StatementType.DML, "DELETE", ResultFile.ROW_CHANGES);
      case Merge _ -> engine(StatementType.DML, "MERGE", ResultFile.ROW_CHANGES);
      case ShowFunctions _ -> engine(StatementType.UTILITY, "SHOW_FUNCTIONS", ResultFile.CSV);
      case CreateView view -> createView(view.getQuery());
      case DropView _ -> engine(StatementType.DDL, "DROP_VIEW", ResultFile.TXT);
      case CreateTableAsSelect create -> createTable(create);
      case Explain explain -> explain(explain.getStatement());
      case ExplainAnalyze explain -> explain(explain.getStatement());
      case Prepare _ -> PreparedTexts.prepare(text, tokens);
      case Execute _ -> PreparedTexts.execute(text, tokens, context);
      case Deallocate _ -> PreparedTexts.deallocate(text, tokens);
      case ExecuteImmediate execute -> ImmediateStatement.parse(text, tokens, execute, context);
      default -> throw StatementErrors.unsupported();
    };
  }

  private ParsedStatement createTable(CreateTableAsSelect create) {
    refuseReplacing(create);
    if (create.getName().getParts().size() > 3) {
      throw StatementErrors.invalidTableName(create.getName().getParts());
    }
    CreateTableAsRewrite rewrite = new CreateTableAsRewrite(create, tokens, context);
    return rewritten(
        StatementType.DDL, "CREATE_TABLE_AS_SELECT", ResultFile.TABLES, Optional.of(rewrite));
  }

  private ParsedStatement explain(Statement explained) {
    Optional<CreateTableAsRewrite> rewrite = Optional.empty();
    if (explained instanceof CreateTableAsSelect create) {
      refuseReplacing(create);
      rewrite = Optional.of(new CreateTableAsRewrite(create, tokens, context));
    }
    return rewritten(StatementType.DML, "EXPLAIN", ResultFile.EXPLAIN, rewrite);
  }

  private void refuseReplacing(CreateTableAsSelect create) {
    if (create.getSaveMode() == SaveMode.REPLACE) {
      throw SyntaxErrors.orReplaceTable(text, tokens);
    }
  }

  private TrinoStatement createView(Query query) {
    TextEdits edits = new TextEdits(text);
    OutputNames.lowerCase(text, query, edits);
    return rewritten(StatementType.DDL, "CREATE_VIEW", ResultFile.TXT, Optional.empty(), edits);
  }

  private TrinoStatement engine(StatementType type, String substatementType, ResultFile file) {
    return rewritten(type, substatementType, file, Optional.empty());
  }

  private TrinoStatement rewritten(
      StatementType type,
      String substatementType,
      ResultFile file,
      Optional<CreateTableAsRewrite> createTable) {
    return rewritten(type, substatementType, file, createTable, new TextEdits(text));
  }

  private TrinoStatement rewritten(
      StatementType type,
      String substatementType,
      ResultFile file,
      Optional<CreateTableAsRewrite> createTable,
      TextEdits edits) {
    Map<String, String> session = new HashMap<>();
    Optional<CreatedTable> created = createTable.map(r -> r.apply(edits, session));
    Literals.decimalsAsDoubles(tokens, edits);
    Literals.parameters(tokens, context.executionParameters(), edits);
    TextEdits.Result result = edits.apply();
    return new TrinoStatement(
        type, substatementType, file, text, result.text(), result.positions(), session, created);
  }

  private boolean startsWith(String word) {
    return !tokens.isEmpty() && tokens.getFirst().is(word);
  }
}
