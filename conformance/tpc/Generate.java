import static java.nio.charset.StandardCharsets.UTF_8;

import io.trino.tpcds.Results;
import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import io.trino.tpcds.column.Column;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes the tables of TPC-H or TPC-DS as text, with {@code |} between fields and {@code \N} for NULL, and
 * beside each table's rows a file with its columns: {@code TABLE/part-0.csv} and {@code TABLE.columns}.
 *
 * <p>Usage: {@code java -cp ... Generate.java (tpch|tpcds) SCALE DIRECTORY}
 */
final class Generate {
  private static final String NULL = "\\N";

  private Generate() {}

  public static void main(String[] arguments) throws IOException {
    double scale = Double.parseDouble(arguments[1]);
    Path directory = Path.of(arguments[2]);
    switch (arguments[0]) {
      case "tpch" -> tpch(scale, directory);
      case "tpcds" -> tpcds(scale, directory);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void tpch(double scale, Path directory) throws IOException {
    for (TpchTable<?> table : TpchTable.getTables()) {
      writeTpch(table, scale, directory);
    }
  }

  private static <E extends TpchEntity> void writeTpch(
      TpchTable<E> table, double scale, Path directory) throws IOException {
    List<String> columns = new ArrayList<>();
    for (TpchColumn<E> column : table.getColumns()) {
      String type =
          switch (column.getType().getBase()) {
            case IDENTIFIER -> "bigint";
            case INTEGER -> "int";
            case DOUBLE -> "double";
            case DATE -> "date";
            case VARCHAR -> "string";
          };
      columns.add(column.getSimplifiedColumnName() + " " + type);
    }
    try (BufferedWriter rows = open(directory, table.getTableName(), columns)) {
      for (E entity : table.createGenerator(scale, 1, 1)) {
        List<String> row = new ArrayList<>();
        for (TpchColumn<E> column : table.getColumns()) {
          row.add(text(column, entity));
        }
        writeRow(rows, row);
      }
    }
  }

  private static <E extends TpchEntity> String text(TpchColumn<E> column, E entity) {
    return switch (column.getType().getBase()) {
      case IDENTIFIER -> Long.toString(column.getIdentifier(entity));
      case INTEGER -> Integer.toString(column.getInteger(entity));
      case DOUBLE -> Double.toString(column.getDouble(entity));
      case DATE -> LocalDate.ofEpochDay(column.getDate(entity)).toString();
      case VARCHAR -> column.getString(entity);
    };
  }

  private static void tpcds(double scale, Path directory) throws IOException {
    for (Table table : Table.getBaseTables()) {
      if (table == Table.DBGEN_VERSION) {
        continue; // no query reads it
      }
      Session session = Session.getDefaultSession().withScale(scale).withTable(table);
      List<String> columns = new ArrayList<>();
      for (Column column : table.getColumns()) {
        columns.add(column.getName() + " " + type(column));
      }
      try (BufferedWriter rows = open(directory, table.getName(), columns)) {
        for (List<List<String>> generated : Results.constructResults(table, session)) {
          for (List<String> row : generated) {
            writeRow(rows, row);
          }
        }
      }
    }
  }

  private static String type(Column column) {
    return switch (column.getType().getBase()) {
      case IDENTIFIER -> "bigint";
      case INTEGER -> "int";
      case DATE -> "date";
      case DECIMAL ->
          String.format(
              Locale.ROOT,
              "decimal(%d,%d)",
              column.getType().getPrecision().orElseThrow(),
              column.getType().getScale().orElseThrow());
      case VARCHAR, CHAR, TIME -> "string";
    };
  }

  private static BufferedWriter open(Path directory, String table, List<String> columns)
      throws IOException {
    Files.createDirectories(directory.resolve(table));
    Files.write(directory.resolve(table + ".columns"), columns, UTF_8);
    return Files.newBufferedWriter(directory.resolve(table).resolve("part-0.csv"), UTF_8);
  }

  private static void writeRow(BufferedWriter rows, List<String> row) throws IOException {
    for (int i = 0; i < row.size(); i++) {
      String value = row.get(i);
      rows.write(i == 0 ? "" : "|");
      rows.write(value == null ? NULL : value);
    }
    rows.write('\n');
  }
}
