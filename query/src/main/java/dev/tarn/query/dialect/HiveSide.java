package dev.tarn.query.dialect;

import dev.tarn.query.dialect.DatabaseStatement.CreateDatabase;
import dev.tarn.query.dialect.DatabaseStatement.DropDatabase;
import dev.tarn.query.dialect.DatabaseStatement.SetDatabaseProperties;
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
import dev.tarn.query.dialect.grammar.AthenaDdlBaseVisitor;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.AnyNameContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.CreateDatabaseContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.CreateTableContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.DatabaseNameContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.DescribeTableContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.DescribedColumnContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.DropDatabaseContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.IdentifierContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.SetDatabasePropertiesContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ShowColumnsContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ShowCreateTableContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ShowCreateViewContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ShowDatabasesContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ShowPartitionsContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ShowTablePropertiesContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ShowTablesContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ShowViewsContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.StatementContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/** Makes statements of parse trees: those on databases and those that only read. */
final class HiveSide extends AthenaDdlBaseVisitor<ParsedStatement> {
  private final String text;
  private final DialectContext context;
  private final CatalogLookup catalog;
  private final TableNames names;

  HiveSide(String text, DialectContext context, CatalogLookup catalog) {
    this.text = text;
    this.context = context;
    this.catalog = catalog;
    this.names = new TableNames(text, context);
  }

  ParsedStatement statement(StatementContext tree) {
    ParsedStatement statement = tree.accept(this);
    if (statement == null) {
      statement = tree.accept(new TableStatementVisitor(names));
    }
    if (statement == null) {
      throw new IllegalStateException("No statement is made of " + tree.getClass().getName());
    }
    return statement instanceof TableStatement table
        ? IcebergAlterations.rewritten(table, catalog)
        : statement;
  }

  @Override
  public ParsedStatement visitCreateDatabase(CreateDatabaseContext tree) {
    String database = names.database(tree.databaseName());
    return new CreateDatabase(
        names.echo(),
        database,
        tree.EXISTS() != null,
        string(tree.comment),
        string(tree.location),
        tree.properties() == null ? Map.of() : HiveText.properties(tree.properties()));
  }

  @Override
  public ParsedStatement visitDropDatabase(DropDatabaseContext tree) {
    String database = names.database(tree.databaseName());
    return new DropDatabase(names.echo(), database, tree.EXISTS() != null, tree.CASCADE() != null);
  }

  @Override
  public ParsedStatement visitSetDatabaseProperties(SetDatabasePropertiesContext tree) {
    return new SetDatabaseProperties(
        text, HiveText.name(tree.name), HiveText.properties(tree.properties()));
  }

  @Override
  public ParsedStatement visitCreateTable(CreateTableContext tree) {
    return new CreateTableReader(tree, names, text).read();
  }

  @Override
  public ParsedStatement visitShowDatabases(ShowDatabasesContext tree) {
    return new ShowDatabases(text, string(tree.pattern));
  }

  @Override
  public ParsedStatement visitShowTables(ShowTablesContext tree) {
    String database = database(tree.databaseName());
    return new ShowTables(names.echo(), database, string(tree.pattern));
  }

  @Override
  public ParsedStatement visitShowViews(ShowViewsContext tree) {
    return new ShowViews(text, database(tree.databaseName()), string(tree.pattern));
  }

  @Override
  public ParsedStatement visitShowColumns(ShowColumnsContext tree) {
    TableName table = names.of(tree.anyName());
    if (tree.database != null) {
      table = new TableName(HiveText.name(tree.database), table.table(), true);
    }
    boolean view = catalog.isView(table);
    return new ShowColumns(view ? text : names.echo(), table, view);
  }

  @Override
  public ParsedStatement visitShowPartitions(ShowPartitionsContext tree) {
    TableName table = names.of(tree.tableName());
    return new ShowPartitions(names.echo(), table, HiveText.partition(tree.partitionSpec()));
  }

  @Override
  public ParsedStatement visitShowCreateTable(ShowCreateTableContext tree) {
    TableName table = names.of(tree.anyName());
    return new ShowCreateTable(names.echo(), table);
  }

  @Override
  public ParsedStatement visitShowCreateView(ShowCreateViewContext tree) {
    TableName table = names.of(tree.anyName());
    return new ShowCreateView(names.echo(), table);
  }

  @Override
  public ParsedStatement visitShowTableProperties(ShowTablePropertiesContext tree) {
    TableName table = names.of(tree.tableName());
    return new ShowTableProperties(names.echo(), table, string(tree.key));
  }

  @Override
  public ParsedStatement visitDescribeTable(DescribeTableContext tree) {
    AnyNameContext name = tree.anyName();
    TableName table = names.of(name);
    boolean view = catalog.isView(table);
    if (!view) {
      names.hideDatabase(name);
    }
    Detail detail =
        tree.EXTENDED() != null
            ? Detail.EXTENDED
            : tree.FORMATTED() != null ? Detail.FORMATTED : Detail.COLUMNS;
    return new DescribeTable(
        view ? text : names.echo(),
        names.writtenDatabase(name),
        table,
        detail,
        HiveText.partition(tree.partitionSpec()),
        describedColumn(tree.describedColumn()),
        view);
  }

  private static List<String> describedColumn(@Nullable DescribedColumnContext column) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; column != null && i < column.getChildCount(); i += 2) {
      ParseTree part = column.getChild(i);
      parts.add(
          part instanceof IdentifierContext identifier
              ? HiveText.name(identifier)
              : HiveText.string(part.getText()));
    }
    return parts;
  }

  private String database(@Nullable DatabaseNameContext name) {
    return name == null
        ? context.databaseOrDefault().toLowerCase(Locale.ROOT)
        : names.database(name);
  }

  private static Optional<String> string(@Nullable Token literal) {
    return Optional.ofNullable(literal).map(Token::getText).map(HiveText::string);
  }
}
