package dev.tarn.query.dialect;

import dev.tarn.protocol.IdGenerator;
import dev.tarn.query.dialect.HiveSyntax.HiveSyntaxException;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.StatementContext;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.glue.GlueClient;

/**
 * Athena's SQL: tells its two languages apart, and turns a text into a statement that can run.
 * Thread-safe.
 */
public final class AthenaDialect {
  private final CatalogLookup catalog;

  /**
   * Makes a dialect over a catalog.
   *
   * @param glue the catalog that DESCRIBE and SHOW COLUMNS look into while they are parsed
   * @param ids makes the request ids that some error texts quote
   */
  public AthenaDialect(GlueClient glue, IdGenerator ids) {
    this.catalog = new CatalogLookup(glue, ids);
  }

  /**
   * Parses one statement.
   *
   * @throws InvalidRequestException when StartQueryExecution refuses the text
   */
  public ParsedStatement parse(String queryString, DialectContext context) {
    SingleStatement statement = SingleStatement.of(queryString);
    UnsupportedStatements.refuse(statement.tokens());
    return switch (statement.language()) {
      case TRINO -> new TrinoSide(statement, context).parse();
      case HIVE -> parseHive(statement, context);
    };
  }

  private ParsedStatement unparsable(
      SingleStatement statement, DialectContext context, HiveSyntaxException error) {
    InvalidRequestException refusal = SyntaxErrors.ofHive(statement, error);
    Optional<QuotedName> name = QuotedName.in(statement);
    if (name.isEmpty() || !SyntaxErrors.isTrino(statement.text())) {
      throw refusal;
    }
    if (name.get().isDescribed()) {
      Optional<ParsedStatement> view = new QuotedStatements(context, catalog).ofView(name.get());
      if (view.isPresent()) {
        return view.get();
      }
    }
    throw name.get().refusal().orElse(refusal);
  }

  private ParsedStatement parseHive(SingleStatement statement, DialectContext context) {
    StatementContext tree;
    try {
      tree = HiveSyntax.parse(statement.text());
    } catch (HiveSyntaxException e) {
      return unparsable(statement, context, e);
    }
    ParsedStatement parsed = new HiveSide(statement.text(), context, catalog).statement(tree);
    return BlockComment.in(statement)
        .flatMap(comment -> comment.failure(parsed, catalog))
        .map(ParsedStatement.class::cast)
        .orElse(parsed);
  }
}
