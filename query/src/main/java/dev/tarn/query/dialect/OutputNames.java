package dev.tarn.query.dialect;

import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.DefaultTraversalVisitor;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.WithQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Names of a view's columns: Athena lower-cases those that are not quoted, the engine keeps them as
 * written. In the result of a query both show them as written.
 */
// https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html
final class OutputNames extends DefaultTraversalVisitor<TextEdits> {
  private final String text;

  private OutputNames(String text) {
    this.text = text;
  }

  /** Lower-cases, in place, what may become a column's name. */
  static void lowerCase(String text, Statement statement, TextEdits edits) {
    new OutputNames(text).process(statement, edits);
  }

  @Override
  protected Void visitSingleColumn(SingleColumn column, TextEdits edits) {
    if (column.getAlias().isPresent()) {
      lower(column.getAlias().get(), edits);
    } else if (column.getExpression() instanceof Identifier name) {
      lower(name, edits);
    } else if (column.getExpression() instanceof DereferenceExpression path) {
      path.getField().ifPresent(name -> lower(name, edits));
    }
    return super.visitSingleColumn(column, edits);
  }

  @Override
  protected Void visitAliasedRelation(AliasedRelation relation, TextEdits edits) {
    lowerAll(Optional.ofNullable(relation.getColumnNames()), edits);
    return super.visitAliasedRelation(relation, edits);
  }

  @Override
  protected Void visitWithQuery(WithQuery query, TextEdits edits) {
    lowerAll(query.getColumnNames(), edits);
    return super.visitWithQuery(query, edits);
  }

  private void lowerAll(Optional<List<Identifier>> names, TextEdits edits) {
    names.ifPresent(list -> list.forEach(name -> lower(name, edits)));
  }

  private void lower(Identifier name, TextEdits edits) {
    String lower = name.getValue().toLowerCase(Locale.ROOT);
    Optional<NodeLocation> location = name.getLocation();
    if (name.isDelimited() || lower.equals(name.getValue()) || location.isEmpty()) {
      return;
    }
    int start =
        PositionMap.offset(text, location.get().getLineNumber(), location.get().getColumnNumber());
    int end = start + name.getValue().length();
    if (!edits.isReplaced(start)
        && end <= text.length()
        && text.substring(start, end).equals(name.getValue())) {
      edits.replace(start, end, lower);
    }
  }
}
