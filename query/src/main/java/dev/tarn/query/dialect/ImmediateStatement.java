package dev.tarn.query.dialect;

import io.trino.sql.tree.ExecuteImmediate;
import java.util.List;
import software.amazon.awssdk.services.athena.model.StatementType;

/**
 * {@code EXECUTE IMMEDIATE 'statement' [USING ...]}: the statement in the text, with parameters.
 */
final class ImmediateStatement {
  private ImmediateStatement() {}

  static ParsedStatement parse(
      String text, List<SqlToken> tokens, ExecuteImmediate execute, DialectContext context) {
    SingleStatement statement = SingleStatement.of(execute.getStatement().getValue());
    UnsupportedStatements.refuse(statement.tokens());
    if (statement.language() != Language.TRINO) {
      throw StatementErrors.unsupported();
    }
    List<String> given = PreparedTexts.immediateParameters(text, tokens);
    DialectContext inner =
        new DialectContext(
            context.catalog(),
            context.database(),
            context.outputPrefix(),
            context.queryId(),
            given.isEmpty() ? context.executionParameters() : given);
    if (new TrinoSide(statement, inner).parse() instanceof TrinoStatement run) {
      return new TrinoStatement(
          StatementType.DML,
          "EXECUTE",
          run.resultFile(),
          text,
          run.sql(),
          run.positions(),
          run.sessionProperties(),
          run.createdTable());
    }
    throw StatementErrors.unsupported();
  }
}
