import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Drives Amazon's JDBC driver, version 2, through what tools do with it: connect, browse, query,
 * prepare, cancel, with the page's URL as the argument. Prints a line for each check, and ends with 1 when one has failed.
 */
final class AthenaJdbc {
  private final String page;
  private int passed;
  private int failed;

  private AthenaJdbc(String page) {
    this.page = page;
  }

  public static void main(String[] arguments) throws Exception {
    var run = new AthenaJdbc(arguments[0]);
    run.statements();
    for (String retrieval : List.of("Auto", "Query", "ProxyAPI")) {
      run.metadata(retrieval);
    }
    run.pages();
    run.errors();
    run.cancel();
    System.out.println(run.passed + " passed, " + run.failed + " failed");
    System.exit(run.failed == 0 ? 0 : 1);
  }

  private Connection connect(String... options) throws SQLException {
    return DriverManager.getConnection(
        page + ";LogLevel=0" + String.join("", List.of(options).stream().map(option -> ";" + option).toList()));
  }

  private void statements() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      check("the driver is told the database's name", "AwsDataCatalog", connection::getCatalog);
      statement.execute("DROP DATABASE IF EXISTS jdbc_lake CASCADE");
      check("CREATE DATABASE", false, () -> statement.execute("CREATE DATABASE jdbc_lake"));
      statement.execute(
          "CREATE EXTERNAL TABLE jdbc_lake.people (id int COMMENT 'the key', name string,"
              + " born date, height decimal(5,2)) PARTITIONED BY (country string)"
              + " STORED AS PARQUET LOCATION 's3://jdbc-lake/people-"
              + System.nanoTime()
              + "/'");
      statement.execute(
          "INSERT INTO jdbc_lake.people VALUES (1, 'Ada', DATE '1815-12-10', 1.65, 'uk'),"
              + " (2, NULL, NULL, NULL, 'fr'), (3, 'O''Neil \"x\", y', DATE '2000-02-29', 2.00, 'ie')");
      statement.execute("CREATE VIEW jdbc_lake.names AS SELECT id, name FROM jdbc_lake.people");
      check(
          "rows of a table, NULL among them",
          "[[1, Ada, 1815-12-10, 1.65, uk], [2, null, null, null, fr],"
              + " [3, O'Neil \"x\", y, 2000-02-29, 2.00, ie]]",
          () -> rows(statement, "SELECT * FROM jdbc_lake.people ORDER BY id"));
      check("SHOW PARTITIONS", 3, () -> list(statement, "SHOW PARTITIONS jdbc_lake.people").size());
      check(
          "DESCRIBE has a row for each line",
          true,
          () -> list(statement, "DESCRIBE jdbc_lake.people").size() >= 5);
      check(
          "SHOW TABLES",
          "[[names], [people]]",
          () -> rows(statement, "SHOW TABLES IN jdbc_lake"));
      values(statement);
      parameters(connection);
    }
  }

  private void values(Statement statement) throws Exception {
    String sql =
        "SELECT true b, TINYINT '1' ti, SMALLINT '2' si, 3 i, BIGINT '4' bi, REAL '1.5' r, 2.5e0 d,"
            + " CAST('12.34' AS decimal(10,2)) AS de, 'x' AS vc, CAST('ab' AS char(4)) AS ch,"
            + " DATE '2020-01-02' AS da, TIMESTAMP '2020-01-02 03:04:05.678' AS ts,"
            + " X'cafe' AS bin, ARRAY[1,2] AS ar, MAP(ARRAY['k'],ARRAY[1]) AS ma, ROW(1,'a') AS ro";
    try (ResultSet result = statement.executeQuery(sql)) {
      result.next();
      check("boolean", true, () -> result.getBoolean("b"));
      check("tinyint", (byte) 1, () -> result.getByte(2));
      check("smallint", (short) 2, () -> result.getShort(3));
      check("integer", 3, () -> result.getInt(4));
      check("bigint", 4L, () -> result.getLong(5));
      check("real", 1.5f, () -> result.getFloat(6));
      check("double", 2.5, () -> result.getDouble(7));
      check("decimal", new BigDecimal("12.34"), () -> result.getBigDecimal(8));
      check("varchar", "x", () -> result.getString(9));
      check("char", "ab  ", () -> result.getString(10));
      check("date", "2020-01-02", () -> result.getDate(11).toString());
      check("timestamp", "2020-01-02 03:04:05.678", () -> result.getTimestamp(12).toString());
      check("varbinary", "CAFE", () -> result.getString(13));
      check("array, without the brackets", "1, 2", () -> result.getString(14));
      check("map", "{k=1}", () -> result.getString(15));
      check("row", true, () -> result.getString(16).contains("a"));
      ResultSetMetaData about = result.getMetaData();
      check("the type of decimal", Types.DECIMAL, () -> about.getColumnType(8));
      check("precision", 10, () -> about.getPrecision(8));
      check("scale", 2, () -> about.getScale(8));
      check("the type of timestamp", Types.TIMESTAMP, () -> about.getColumnType(12));
      check("labels keep their case", "Mixed", () -> label(statement.getConnection()));
    }
  }

  private static String label(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT 1 AS \"Mixed\"")) {
      return result.getMetaData().getColumnLabel(1);
    }
  }

  /** This driver is older than parameters in Athena: it runs a statement while it prepares it. */
  private void parameters(Connection connection) throws Exception {
    String sql = "SELECT name FROM jdbc_lake.people WHERE id = 1";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int run = 1; run < 3; run++) {
        check(
            "a prepared statement, run " + run,
            "[[Ada]]",
            () -> {
              try (ResultSet result = statement.executeQuery()) {
                return read(result).toString();
              }
            });
      }
    }
  }

  private void metadata(String retrieval) throws Exception {
    try (Connection connection = connect("MetadataRetrievalMethod=" + retrieval)) {
      DatabaseMetaData about = connection.getMetaData();
      String in = " (" + retrieval + ")";
      check("getCatalogs" + in, "[[AwsDataCatalog]]", () -> read(about.getCatalogs()).toString());
      check(
          "getSchemas" + in,
          true,
          () -> read(about.getSchemas(null, "jdbc%")).toString().contains("jdbc_lake"));
      check(
          "getTables" + in,
          List.of("names", "people"),
          () -> column(about.getTables(null, "jdbc_lake", "%", null), "TABLE_NAME").stream().sorted().toList());
      check(
          "getTables of one name" + in,
          List.of("people"),
          () -> column(about.getTables(null, "jdbc_lake", "peo%", null), "TABLE_NAME"));
      check(
          "getColumns, partition columns too" + in,
          List.of("id", "name", "born", "height", "country"),
          () -> column(about.getColumns(null, "jdbc_lake", "people", "%"), "COLUMN_NAME"));
      check(
          "the types of columns" + in,
          List.of("4", "12", "91", "3", "12"),
          () -> column(about.getColumns(null, "jdbc_lake", "people", "%"), "DATA_TYPE"));
    }
  }

  private void pages() throws Exception {
    for (int rows : List.of(999, 1000, 2500)) {
      try (Connection connection = connect("RowsToFetchPerBlock=1000");
          Statement statement = connection.createStatement();
          ResultSet result =
              statement.executeQuery(
                  "SELECT a * 50 + b FROM UNNEST(sequence(0, 49)) t (a),"
                      + " UNNEST(sequence(0, 49)) u (b) ORDER BY 1 LIMIT " + rows)) {
        check("every row of " + rows, (long) rows * (rows - 1) / 2, () -> sum(result));
      }
    }
  }

  private static long sum(ResultSet result) throws SQLException {
    long sum = 0;
    while (result.next()) {
      sum += result.getLong(1);
    }
    return sum;
  }

  private void errors() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      String missing = "TABLE_NOT_FOUND";
      check("a missing table", missing, () -> refused(statement, "SELECT * FROM jdbc_lake.no", missing));
      String column = "COLUMN_NOT_FOUND";
      check(
          "a missing column",
          column,
          () -> refused(statement, "SELECT nope FROM jdbc_lake.people", column));
      String division = "DIVISION_BY_ZERO";
      check("a division by zero", division, () -> refused(statement, "SELECT 1/0", division));
    }
  }

  private static String refused(Statement statement, String sql, String expected) {
    try {
      statement.executeQuery(sql).close();
      return "no exception";
    } catch (SQLException e) {
      return e.getMessage().contains(expected) ? expected : e.getMessage();
    }
  }

  private void cancel() throws Exception {
    try (Connection connection = connect("MaxQueryExecutionPollingInterval=500");
        Statement statement = connection.createStatement()) {
      String sql =
          "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a (x), UNNEST(sequence(1, 10000)) b (y),"
              + " UNNEST(sequence(1, 10000)) c (z) WHERE x * y * z = 7";
      var query = CompletableFuture.supplyAsync(() -> refused(statement, sql, "never"));
      Thread.sleep(3000);
      statement.cancel();
      check(
          "cancel ends the query",
          true,
          () -> query.get(30, TimeUnit.SECONDS).toLowerCase(Locale.ROOT).contains("cancel"));
      try (Statement next = connection.createStatement()) {
        check("the connection lives on", "[[1]]", () -> rows(next, "SELECT 1"));
      }
    }
  }

  private static String rows(Statement statement, String sql) throws SQLException {
    return list(statement, sql).toString();
  }

  private static List<List<Object>> list(Statement statement, String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      return read(result);
    }
  }

  private static List<List<Object>> read(ResultSet result) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    int columns = result.getMetaData().getColumnCount();
    while (result.next()) {
      List<Object> row = new ArrayList<>();
      for (int i = 1; i <= columns; i++) {
        row.add(result.getObject(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<String> column(ResultSet result, String name) throws SQLException {
    List<String> values = new ArrayList<>();
    try (result) {
      while (result.next()) {
        values.add(result.getString(name));
      }
    }
    return values;
  }

  private void check(String name, Object expected, Callable<?> call) {
    String actual;
    try {
      Object value = call.call();
      if (Objects.equals(expected, value)) {
        passed++;
        System.out.println("ok      " + name);
        return;
      }
      actual = String.valueOf(value);
    } catch (Exception e) {
      actual = e.toString();
    }
    failed++;
    System.out.println("FAILED  " + name + ": " + actual + " where " + expected + " was expected");
  }
}
