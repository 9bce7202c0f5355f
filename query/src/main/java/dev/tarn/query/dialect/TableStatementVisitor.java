package dev.tarn.query.dialect;

import dev.tarn.query.dialect.PartitionCondition.Comparison;
import dev.tarn.query.dialect.PartitionCondition.Operator;
import dev.tarn.query.dialect.PartitionStatement.AddPartitions;
import dev.tarn.query.dialect.PartitionStatement.DropPartitions;
import dev.tarn.query.dialect.PartitionStatement.NewPartition;
import dev.tarn.query.dialect.PartitionStatement.RenamePartition;
import dev.tarn.query.dialect.PartitionStatement.RepairTable;
import dev.tarn.query.dialect.TableStatement.AddColumns;
import dev.tarn.query.dialect.TableStatement.ChangeColumn;
import dev.tarn.query.dialect.TableStatement.DropColumn;
import dev.tarn.query.dialect.TableStatement.DropTable;
import dev.tarn.query.dialect.TableStatement.RenameTable;
import dev.tarn.query.dialect.TableStatement.ReplaceColumns;
import dev.tarn.query.dialect.TableStatement.SetLocation;
import dev.tarn.query.dialect.TableStatement.SetTableProperties;
import dev.tarn.query.dialect.TableStatement.UnsetTableProperties;
import dev.tarn.query.dialect.grammar.AthenaDdlBaseVisitor;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.AddColumnsContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.AddPartitionsContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ChangeColumnContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ComparisonContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.DropColumnContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.DropPartitionsContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.DropTableContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.NewPartitionContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.PartitionConditionContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.RenamePartitionContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.RenameTableContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.RepairTableContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ReplaceColumnsContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.SetLocationContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.SetTablePropertiesContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.UnsetTablePropertiesContext;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.tree.ParseTree;

/** Makes statements of parse trees: those that change one existing table or its partitions. */
final class TableStatementVisitor extends AthenaDdlBaseVisitor<ParsedStatement> {
  private final TableNames names;

  TableStatementVisitor(TableNames names) {
    this.names = names;
  }

  @Override
  public ParsedStatement visitDropTable(DropTableContext tree) {
    TableName table = names.of(tree.tableName());
    return new DropTable(names.echo(), table, tree.EXISTS() != null);
  }

  @Override
  public ParsedStatement visitAddColumns(AddColumnsContext tree) {
    TableName table = names.of(tree.tableName());
    return new AddColumns(
        names.echo(),
        table,
        HiveText.partition(tree.partitionSpec()),
        HiveText.columns(tree.columnList().columnDefinition()));
  }

  @Override
  public ParsedStatement visitReplaceColumns(ReplaceColumnsContext tree) {
    TableName table = names.of(tree.tableName());
    return new ReplaceColumns(
        names.echo(),
        table,
        HiveText.partition(tree.partitionSpec()),
        HiveText.columns(tree.columnList().columnDefinition()));
  }

  @Override
  public ParsedStatement visitChangeColumn(ChangeColumnContext tree) {
    TableName table = names.of(tree.tableName());
    Optional<String> after = Optional.ofNullable(tree.after).map(HiveText::name);
    return new ChangeColumn(
        names.echo(),
        table,
        HiveText.name(tree.old),
        HiveText.column(tree.columnDefinition()),
        tree.FIRST() == null ? after : Optional.of(""));
  }

  @Override
  public ParsedStatement visitDropColumn(DropColumnContext tree) {
    TableName table = names.of(tree.tableName());
    String column =
        tree.columnPath().identifier().stream()
            .map(HiveText::name)
            .collect(Collectors.joining("."));
    return new DropColumn(names.echo(), table, column, names.place(tree.COLUMN().getSymbol()));
  }

  @Override
  public ParsedStatement visitRenameTable(RenameTableContext tree) {
    TableName table = names.of(tree.tableName(0));
    TableName target = names.of(tree.target);
    return new RenameTable(names.echo(), table, target);
  }

  @Override
  public ParsedStatement visitSetLocation(SetLocationContext tree) {
    TableName table = names.of(tree.tableName());
    return new SetLocation(
        names.echo(),
        table,
        HiveText.partition(tree.partitionSpec()),
        HiveText.string(tree.STRING().getText()));
  }

  @Override
  public ParsedStatement visitSetTableProperties(SetTablePropertiesContext tree) {
    TableName table = names.of(tree.tableName());
    return new SetTableProperties(names.echo(), table, HiveText.properties(tree.properties()));
  }

  @Override
  public ParsedStatement visitUnsetTableProperties(UnsetTablePropertiesContext tree) {
    TableName table = names.of(tree.tableName());
    return new UnsetTableProperties(
        names.echo(),
        table,
        tree.EXISTS() != null,
        tree.STRING().stream().map(ParseTree::getText).map(HiveText::string).toList());
  }

  @Override
  public ParsedStatement visitAddPartitions(AddPartitionsContext tree) {
    TableName table = names.of(tree.tableName());
    return new AddPartitions(
        names.echo(),
        table,
        tree.EXISTS() != null,
        tree.newPartition().stream().map(TableStatementVisitor::newPartition).toList());
  }

  private static NewPartition newPartition(NewPartitionContext tree) {
    return new NewPartition(
        HiveText.partition(tree.partitionSpec()),
        Optional.ofNullable(tree.STRING()).map(ParseTree::getText).map(HiveText::string));
  }

  @Override
  public ParsedStatement visitDropPartitions(DropPartitionsContext tree) {
    TableName table = names.of(tree.tableName());
    return new DropPartitions(
        names.echo(),
        table,
        tree.EXISTS() != null,
        tree.partitionCondition().stream().map(TableStatementVisitor::condition).toList());
  }

  private static PartitionCondition condition(PartitionConditionContext tree) {
    return new PartitionCondition(
        tree.comparison().stream().map(TableStatementVisitor::comparison).toList());
  }

  private static Comparison comparison(ComparisonContext tree) {
    Operator operator =
        switch (tree.comparisonOperator().getText()) {
          case "<>", "!=" -> Operator.NOT_EQUAL;
          case "<" -> Operator.LESS;
          case "<=" -> Operator.LESS_OR_EQUAL;
          case ">" -> Operator.GREATER;
          case ">=" -> Operator.GREATER_OR_EQUAL;
          default -> Operator.EQUAL;
        };
    return new Comparison(
        HiveText.name(tree.identifier()), operator, HiveText.constant(tree.constant()));
  }

  @Override
  public ParsedStatement visitRenamePartition(RenamePartitionContext tree) {
    TableName table = names.of(tree.tableName());
    return new RenamePartition(
        names.echo(), table, HiveText.partition(tree.source), HiveText.partition(tree.target));
  }

  @Override
  public ParsedStatement visitRepairTable(RepairTableContext tree) {
    TableName table = names.of(tree.tableName());
    return new RepairTable(names.echo(), table);
  }
}
