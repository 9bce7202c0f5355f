package dev.tarn.query.dialect;

import dev.tarn.query.dialect.HiveSyntax.HiveSyntaxException;
import dev.tarn.query.dialect.MetadataStatement.DescribeTable;
import dev.tarn.query.dialect.MetadataStatement.ShowColumns;
import dev.tarn.query.dialect.MetadataStatement.ShowCreateView;
import java.util.Optional;

/**
 * DESCRIBE, SHOW COLUMNS and SHOW CREATE VIEW of a double-quoted name: AWS looks the name up first,
 * runs the statement for a view, and refuses it for a table (measured).
 */
final class QuotedStatements {
  private final DialectContext context;
  private final CatalogLookup catalog;

  QuotedStatements(DialectContext context, CatalogLookup catalog) {
    this.context = context;
    this.catalog = catalog;
  }

  /** The statement of a view; empty when the name is a table's. */
  Optional<ParsedStatement> ofView(QuotedName name) {
    ParsedStatement statement;
    try {
      String text = name.inBackticks();
      statement = new HiveSide(text, context, catalog).statement(HiveSyntax.parse(text));
    } catch (HiveSyntaxException _) {
      return Optional.empty(); // wrong in more than the name
    }
    String echo = name.statement().text();
    return switch (statement) {
      case DescribeTable describe when describe.view() -> Optional.of(describe.withEcho(echo));
      case ShowCreateView show -> Optional.of(new ShowCreateView(echo, show.table()));
      case ShowColumns show when show.view() ->
          Optional.of(new ShowColumns(echo, show.table(), true));
      default -> Optional.empty();
    };
  }
}
