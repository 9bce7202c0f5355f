package dev.tarn.query.ddl;

import dev.tarn.query.dialect.MetadataStatement;
import dev.tarn.query.dialect.MetadataStatement.DescribeTable;
import dev.tarn.query.dialect.MetadataStatement.Detail;
import dev.tarn.query.dialect.MetadataStatement.ShowColumns;
import dev.tarn.query.dialect.MetadataStatement.ShowCreateTable;
import dev.tarn.query.dialect.MetadataStatement.ShowCreateView;
import dev.tarn.query.dialect.MetadataStatement.ShowDatabases;
import dev.tarn.query.dialect.MetadataStatement.ShowPartitions;
import dev.tarn.query.dialect.MetadataStatement.ShowTableProperties;
import dev.tarn.query.dialect.MetadataStatement.ShowTables;
import dev.tarn.query.dialect.MetadataStatement.ShowViews;
import dev.tarn.query.dialect.PartitionCondition;
import dev.tarn.query.dialect.PartitionCondition.Comparison;
import dev.tarn.query.dialect.PartitionCondition.Operator;
import dev.tarn.query.engine.EngineColumn;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Table;

/** SHOW and DESCRIBE. */
final class MetadataStatements {
  private final Catalog catalog;
  private final IcebergReader iceberg;

  MetadataStatements(Catalog catalog, IcebergReader iceberg) {
    this.catalog = catalog;
    this.iceberg = iceberg;
  }

  UtilityResult run(MetadataStatement statement) throws StatementFailure, IOException {
    return switch (statement) {
      case ShowDatabases show ->
          UtilityResult.lines(
              strings("database_name"),
              NamePattern.ofDatabases(show.pattern()).filter(catalog.databases()));
      case ShowTables show -> showTables(show);
      case ShowViews show -> showViews(show);
      case ShowColumns show -> showColumns(show);
      case ShowPartitions show -> showPartitions(show);
      case ShowTableProperties show -> showProperties(show);
      case ShowCreateTable show -> showCreateTable(show);
      case ShowCreateView show ->
          UtilityResult.lines(
              varchars("create view"), ViewText.lines(show.table(), catalog.table(show.table())));
      case DescribeTable describe -> describe(describe);
    };
  }

  private UtilityResult showTables(ShowTables statement) throws StatementFailure {
    return UtilityResult.lines(
        strings("tab_name"), names(catalog.tables(statement.database()), statement.pattern()));
  }

  private UtilityResult showViews(ShowViews statement) throws StatementFailure {
    List<Table> views =
        catalog.tables(statement.database()).stream().filter(Tables::isView).toList();
    return UtilityResult.lines(varchars("views"), names(views, statement.pattern()));
  }

  private static List<String> names(List<Table> tables, Optional<String> pattern)
      throws StatementFailure {
    return NamePattern.ofTables(pattern).filter(tables.stream().map(Table::name).toList());
  }

  private UtilityResult showColumns(ShowColumns statement) throws StatementFailure {
    Table table = catalog.table(statement.table());
    if (Tables.isView(table)) {
      return DescribeLayout.view(table);
    }
    Stream<String> names = Tables.columns(table).stream().map(Column::name);
    return UtilityResult.lines(
        strings("field"),
        Tables.isIceberg(table) ? names.toList() : names.map(DescribeLayout::padded).toList());
  }

  private UtilityResult showPartitions(ShowPartitions statement) throws StatementFailure {
    Table table = catalog.tableWithPartitions(statement.table());
    List<Column> keys = table.partitionKeys();
    if (keys.isEmpty()) {
      throw Failures.semantic("Table " + statement.table().full() + " is not a partitioned table");
    }
    PartitionFilter filter =
        PartitionFilter.of(
            new PartitionCondition(
                statement.partition().values().stream()
                    .map(v -> new Comparison(v.column(), Operator.EQUAL, v.value()))
                    .toList()),
            keys);
    return UtilityResult.lines(
        strings("partition"),
        catalog.partitions(statement.table()).stream()
            .map(Partition::values)
            .filter(filter::matches)
            .map(values -> PartitionNames.name(keys, values))
            .sorted()
            .toList());
  }

  private UtilityResult showProperties(ShowTableProperties statement)
      throws StatementFailure, IOException {
    Table table = catalog.table(statement.table());
    Map<String, String> properties =
        Tables.isIceberg(table)
            ? IcebergText.properties(iceberg.read(table))
            : inMeasuredOrder(table.parameters());
    List<EngineColumn> columns = strings("prpt_name", "prpt_value");
    if (statement.key().isPresent()) {
      String key = statement.key().get();
      String value = properties.get(key);
      return UtilityResult.lines(
          columns,
          List.of(
              value != null
                  ? value
                  : "Table " + statement.table().full() + " does not have property: " + key));
    }
    return UtilityResult.lines(
        columns,
        properties.entrySet().stream()
            // Measured: a line feed in a value begins another row.
            .flatMap(p -> Stream.of((p.getKey() + "\t" + p.getValue()).split("\n", -1)))
            .toList());
  }

  /** Measured: what Hive itself sets comes first. */
  private static Map<String, String> inMeasuredOrder(Map<String, String> parameters) {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String key : List.of("EXTERNAL", TableDefinition.DDL_TIME)) {
      if (parameters.containsKey(key)) {
        ordered.put(key, parameters.get(key));
      }
    }
    new TreeMap<>(parameters).forEach(ordered::putIfAbsent);
    return ordered;
  }

  private UtilityResult showCreateTable(ShowCreateTable statement)
      throws StatementFailure, IOException {
    Table table = catalog.table(statement.table());
    if (Tables.isView(table)) {
      throw Failures.notImplemented("SHOW CREATE TABLE of a view");
    }
    if (Tables.isIceberg(table)) {
      return UtilityResult.lines(
          strings("createtab_stmt"),
          IcebergText.createTable(statement.table(), Tables.location(table), iceberg.read(table)));
    }
    return UtilityResult.uncounted(
        strings("createtab_stmt"), CreateTableText.lines(statement.table(), table));
  }

  private UtilityResult describe(DescribeTable statement) throws StatementFailure, IOException {
    Table table = catalog.table(statement.table());
    if (Tables.isView(table)) {
      return DescribeLayout.view(table);
    }
    if (Tables.isIceberg(table)) {
      return describeIceberg(statement, table);
    }
    if (statement.partition().isEmpty()) {
      return statement.column().isEmpty()
          ? DescribeLayout.table(table, statement.detail())
          : DescribeLayout.column(table, statement.column());
    }
    Partition partition = catalog.partition(statement.table(), table, statement.partition());
    return statement.column().isEmpty()
        ? DescribeLayout.partition(table, partition, statement.detail())
        : DescribeLayout.column(
            table.toBuilder().storageDescriptor(partition.storageDescriptor()).build(),
            statement.column());
  }

  private UtilityResult describeIceberg(DescribeTable statement, Table table)
      throws StatementFailure, IOException {
    if (statement.detail() != Detail.COLUMNS
        || !statement.column().isEmpty()
        || !statement.partition().isEmpty()) {
      throw Failures.notImplemented("DESCRIBE of an Iceberg table other than as a whole");
    }
    return UtilityResult.lines(
        strings("col_name", "data_type", "comment"), IcebergText.describe(iceberg.read(table)));
  }

  static List<EngineColumn> strings(String... names) {
    return Stream.of(names).map(name -> new EngineColumn(name, "string")).toList();
  }

  static List<EngineColumn> varchars(String... names) {
    return Stream.of(names).map(name -> new EngineColumn(name, "varchar without length")).toList();
  }
}
