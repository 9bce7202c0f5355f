package dev.tarn.query.dialect;

import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SingleColumn;
import java.util.List;
import java.util.Optional;

/**
 * The engine names the column of a CREATE TABLE AS that has no type; Athena, like older engines,
 * tells its number.
 */
public final class UnknownColumnType {
  private static final String NAMED = "Column type is unknown: ";

  private UnknownColumnType() {}

  /** The engine's text with the number in it, when the statement lists its columns. */
  public static String numbered(String message, String sql) {
    if (!message.startsWith(NAMED)) {
      return message;
    }
    int index = columns(sql).indexOf(message.substring(NAMED.length()));
    return index < 0 ? message : "Column type is unknown at position " + (index + 1);
  }

  private static List<String> columns(String sql) {
    try {
      return new SqlParser().createStatement(sql) instanceof CreateTableAsSelect create
              && create.getQuery().getQueryBody() instanceof QuerySpecification select
              && select.getSelect().getSelectItems().stream()
                  .allMatch(SingleColumn.class::isInstance)
          ? select.getSelect().getSelectItems().stream().map(UnknownColumnType::name).toList()
          : List.of();
    } catch (ParsingException _) {
      return List.of();
    }
  }

  private static String name(SelectItem item) {
    SingleColumn column = (SingleColumn) item;
    Optional<Identifier> name =
        column
            .getAlias()
            .or(() ->
                column.getExpression() instanceof Identifier own
                    ? Optional.of(own)
                    : Optional.empty());
    return name.map(Identifier::getValue).orElse("");
  }
}
