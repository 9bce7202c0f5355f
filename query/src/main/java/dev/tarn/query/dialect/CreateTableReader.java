package dev.tarn.query.dialect;

import dev.tarn.query.dialect.Bucketing.SortColumn;
import dev.tarn.query.dialect.TableStatement.CreateTable;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.BucketingContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ClassFormatContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.ColumnFieldContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.CreateTableContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.DataTypeContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.DelimitedFormatContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.FileFormatContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.NamedFormatContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.PartitionFieldContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.RowFormatContext;
import dev.tarn.query.dialect.grammar.AthenaDdlParser.SerdeFormatContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Reads CREATE [EXTERNAL] TABLE: a Hive table's definition, or an Iceberg table for the engine. */
final class CreateTableReader {
  private static final String TABLE_TYPE = "table_type";

  private final CreateTableContext tree;
  private final TableNames names;
  private final String text;

  CreateTableReader(CreateTableContext tree, TableNames names, String text) {
    this.tree = tree;
    this.names = names;
    this.text = text;
  }

  ParsedStatement read() {
    TableName table = names.of(tree.tableName());
    if (tree.location == null) {
      throw StatementErrors.malformed(
          "No location was specified for table. An S3 location must be specified");
    }
    Map<String, String> properties =
        tree.tableProperties == null ? Map.of() : HiveText.properties(tree.tableProperties);
    boolean iceberg = "iceberg".equalsIgnoreCase(properties.get(TABLE_TYPE));
    if (iceberg && tree.EXTERNAL() != null) {
      throw StatementErrors.malformed("External keyword not supported for table type ICEBERG");
    }
    if (iceberg) {
      return new IcebergCreateTable(tree, table, names.echo(), text).statement(properties);
    }
    if (tree.EXTERNAL() == null) {
      throw StatementErrors.malformed("External keyword required for table type HIVE");
    }
    return new CreateTable(
        names.echo(),
        table,
        tree.EXISTS() != null,
        HiveText.columns(tree.columnDefinition()),
        tree.partitionField().stream().map(this::partitionColumn).toList(),
        string(tree.comment),
        Optional.ofNullable(tree.bucketing()).map(CreateTableReader::bucketing),
        storage(),
        HiveText.string(tree.location.getText()),
        properties);
  }

  /** A Hive table's partition columns have types and are no transforms. */
  private ColumnDefinition partitionColumn(PartitionFieldContext field) {
    if (field instanceof ColumnFieldContext column && column.dataType() != null) {
      DataTypeContext type = column.dataType();
      return new ColumnDefinition(
          HiveText.name(column.identifier()),
          HiveText.type(type),
          HiveText.string(column.STRING()));
    }
    Token end = field.getStop();
    int offset = text.offsetByCodePoints(0, end.getStopIndex() + 1);
    throw StatementErrors.at(
        PositionMap.position(text, offset),
        "no viable alternative at input '" + text.substring(0, offset) + "'");
  }

  private static Bucketing bucketing(BucketingContext clause) {
    return new Bucketing(
        clause.identifier().stream().map(HiveText::name).toList(),
        clause.sortColumn().stream()
            .map(c -> new SortColumn(HiveText.name(c.identifier()), c.DESC() == null))
            .toList(),
        Integer.parseInt(clause.INTEGER_VALUE().getText()));
  }

  private StorageFormat storage() {
    Map<String, String> delimiters = new LinkedHashMap<>();
    Map<String, String> serdeProperties = new LinkedHashMap<>();
    Optional<String> serde = Optional.empty();
    @Nullable RowFormatContext rowFormat = tree.rowFormat();
    if (rowFormat instanceof DelimitedFormatContext delimited) {
      delimiters.putAll(delimiters(delimited));
    } else if (rowFormat instanceof SerdeFormatContext format) {
      serde = HiveText.string(format.STRING());
      if (format.properties() != null) {
        serdeProperties.putAll(HiveText.properties(format.properties()));
      }
    }
    if (tree.serdeProperties != null) {
      serdeProperties.putAll(HiveText.properties(tree.serdeProperties));
    }
    @Nullable FileFormatContext fileFormat = tree.fileFormat();
    Optional<String> storedAs =
        fileFormat instanceof NamedFormatContext named
            ? Optional.of(named.identifier().getText().toUpperCase(Locale.ROOT))
            : Optional.empty();
    Optional<ClassFormatContext> classes =
        fileFormat instanceof ClassFormatContext format ? Optional.of(format) : Optional.empty();
    return new StorageFormat(
        storedAs,
        classes.map(c -> HiveText.string(c.input.getText())),
        classes.map(c -> HiveText.string(c.output.getText())),
        serde,
        rowFormat instanceof DelimitedFormatContext,
        delimiters,
        serdeProperties);
  }

  // Hive writes the collection delimiter under a misspelt key, and so does Athena.
  private static Map<String, String> delimiters(DelimitedFormatContext clause) {
    Map<String, String> delimiters = new LinkedHashMap<>();
    put(delimiters, "field.delim", clause.fields);
    put(delimiters, "escape.delim", clause.escape);
    put(delimiters, "colelction.delim", clause.items);
    put(delimiters, "mapkey.delim", clause.keys);
    put(delimiters, "line.delim", clause.lines);
    put(delimiters, "serialization.null.format", clause.nullText);
    return delimiters;
  }

  private static void put(Map<String, String> map, String key, @Nullable Token literal) {
    if (literal != null) {
      map.put(key, HiveText.string(literal.getText()));
    }
  }

  private static Optional<String> string(@Nullable Token literal) {
    return Optional.ofNullable(literal).map(Token::getText).map(HiveText::string);
  }
}
