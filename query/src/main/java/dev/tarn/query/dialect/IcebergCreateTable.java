package dev.tarn.query.dialect;

import dev.tarn.query.dialect.IcebergProperties.UnsupportedPropertyException;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ColumnDefinitionContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ColumnFieldContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.CreateTableContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.PartitionFieldContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.TransformArgumentContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.TransformFieldContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.athena.model.StatementType;

/** CREATE TABLE with {@code 'table_type'='ICEBERG'}, rewritten for the engine's Iceberg catalog. */
final class IcebergCreateTable {
  private static final String CREATE_TABLE = "CREATE_TABLE";

  private final CreateTableContext tree;
  private final TableName table;
  private final String echo;
  private final String text;

  IcebergCreateTable(CreateTableContext tree, TableName table, String echo, String text) {
    this.tree = tree;
    this.table = table;
    this.echo = echo;
    this.text = text;
  }

  ParsedStatement statement(Map<String, String> properties) {
    if (tree.fileFormat() != null || tree.rowFormat() != null) {
      return RefusedStatement.unsupportedByIceberg(
          echo, CREATE_TABLE, "Iceberg create table statement does not allow STORED AS/BY");
    }
    Map<String, String> engineProperties = new LinkedHashMap<>();
    try {
      engineProperties.putAll(IcebergProperties.ofTableProperties(properties));
    } catch (UnsupportedPropertyException e) {
      return RefusedStatement.unsupportedByIceberg(echo, CREATE_TABLE, e.reason());
    }
    engineProperties.put(
        "location", TrinoText.string(withoutSlash(HiveText.string(tree.location.getText()))));
    if (!tree.partitionField().isEmpty()) {
      engineProperties.put("partitioning", partitioning());
    }
    TextEdits edits = new TextEdits(text);
    edits.replace(0, text.length(), sql(engineProperties));
    TextEdits.Result rewritten = edits.apply();
    return new TrinoStatement(
        StatementType.DDL,
        CREATE_TABLE,
        ResultFile.TXT,
        echo,
        rewritten.text(),
        rewritten.positions(),
        Map.of(),
        Optional.empty());
  }

  private String sql(Map<String, String> properties) {
    StringBuilder sql = new StringBuilder("CREATE TABLE ");
    if (tree.EXISTS() != null) {
      sql.append("IF NOT EXISTS ");
    }
    sql.append(TrinoText.icebergName(table.database(), table.table()));
    sql.append(columns().stream().collect(Collectors.joining(", ", " (", ")")));
    if (tree.comment != null) {
      sql.append(" COMMENT ").append(TrinoText.string(HiveText.string(tree.comment.getText())));
    }
    return sql.append(" WITH (").append(TrinoText.properties(properties)).append(")").toString();
  }

  /** The columns, with those that only PARTITIONED BY defines at the end. */
  private List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (ColumnDefinitionContext column : tree.columnDefinition()) {
      columns.add(
          column(
              HiveText.name(column.identifier()),
              IcebergTypes.engineType(column.dataType()),
              HiveText.string(column.STRING())));
    }
    for (PartitionFieldContext field : tree.partitionField()) {
      if (field instanceof ColumnFieldContext column && column.dataType() != null) {
        columns.add(
            column(
                HiveText.name(column.identifier()),
                IcebergTypes.engineType(column.dataType()),
                HiveText.string(column.STRING())));
      }
    }
    return columns;
  }

  private static String column(String name, String type, Optional<String> comment) {
    String suffix = comment.map(c -> " COMMENT " + TrinoText.string(c)).orElse("");
    return TrinoText.identifier(name) + " " + type + suffix;
  }

  private String partitioning() {
    return tree.partitionField().stream()
        .map(IcebergCreateTable::partitionField)
        .map(TrinoText::string)
        .collect(Collectors.joining(", ", "ARRAY[", "]"));
  }

  private static String partitionField(PartitionFieldContext field) {
    return switch (field) {
      case ColumnFieldContext column -> TrinoText.identifier(HiveText.name(column.identifier()));
      case TransformFieldContext transform -> transform(transform);
      default -> throw new IllegalStateException("Not a partition field: " + field.getText());
    };
  }

  // AWS takes the width on either side of the column, the engine after it.
  private static String transform(TransformFieldContext transform) {
    List<String> columns = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (TransformArgumentContext argument : transform.transformArgument()) {
      if (argument.identifier() == null) {
        numbers.add(argument.getText());
      } else {
        columns.add(TrinoText.identifier(HiveText.name(argument.identifier())));
      }
    }
    columns.addAll(numbers);
    return HiveText.name(transform.identifier()) + "(" + String.join(", ", columns) + ")";
  }

  private static String withoutSlash(String location) {
    return location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
  }
}
