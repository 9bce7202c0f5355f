package dev.tarn.query.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.query.engine.EngineColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Column;

final class MetadataStatementsTest {
  private static final String BLANKS = " ".repeat(20);

  @TempDir private Path directory;
  private Lake lake;

  @BeforeEach
  void open() throws IOException, StatementFailure {
    lake = new Lake(directory);
    lake.run("CREATE DATABASE db");
    lake.run(
        "CREATE EXTERNAL TABLE logs (id int COMMENT 'first\\tsecond', `a long column name indeed`"
            + " map<string,double>) PARTITIONED BY (dt string) STORED AS PARQUET"
            + " LOCATION 's3://lake/logs/' TBLPROPERTIES ('b'='2', 'a'='it\\'s')");
    String view =
        "{\"originalSql\":\"SELECT id, 1.5E0 x FROM logs WHERE dt = 'x'\",\"catalog\":\"awsdatacatalog\"}";
    String encoded = Base64.getEncoder().encodeToString(view.getBytes(StandardCharsets.UTF_8));
    lake.glue()
        .createTable(r ->
            r.databaseName("db")
                .tableInput(t ->
                    t.name("orders_view")
                        .tableType("VIRTUAL_VIEW")
                        .viewOriginalText("/* Presto View: " + encoded + " */")
                        .viewExpandedText("/* Presto View */")
                        .parameters(Map.of("presto_view", "true"))
                        .storageDescriptor(s ->
                            s.columns(
                                column("id", "int"),
                                column("x", "array<struct<a:string,b:float>>")))));
  }

  private static Column column(String name, String type) {
    return Column.builder().name(name).type(type).build();
  }

  @AfterEach
  void close() throws IOException {
    lake.close();
  }

  @Test
  void listsDatabases() throws StatementFailure {
    lake.run("CREATE DATABASE analytics");

    assertThat(lake.lines("SHOW DATABASES")).containsExactly("analytics", "db");
    assertThat(lake.lines("SHOW SCHEMAS LIKE '.*lytics'")).containsExactly("analytics");
    assertThat(lake.lines("SHOW DATABASES LIKE '*'")).containsExactly("analytics", "db");
    assertThat(lake.lines("SHOW DATABASES 'ana*'")).isEmpty();
    assertThat(lake.run("SHOW DATABASES").columns())
        .containsExactly(new EngineColumn("database_name", "string"));
  }

  @Test
  void listsTablesAndViews() throws StatementFailure {
    assertThat(lake.lines("SHOW TABLES")).containsExactly("logs", "orders_view");
    assertThat(lake.lines("SHOW TABLES IN `db` 'L*|x'")).containsExactly("logs");
    assertThat(lake.lines("SHOW TABLES LIKE 'log'")).isEmpty();
    assertThat(lake.lines("SHOW VIEWS")).containsExactly("orders_view");
    assertThat(lake.run("SHOW TABLES").updateCount()).hasValue(0);
  }

  @Test
  void describesATable() throws StatementFailure {
    assertThat(lake.lines("DESCRIBE logs"))
        .containsExactly(
            "id                  \tint                 \tfirst",
            "a long column name indeed\tmap<string,double>  \t" + BLANKS,
            "dt                  \tstring              \t" + BLANKS,
            "\t \t ",
            "# Partition Information\t \t ",
            "# col_name            \tdata_type           \tcomment             ",
            "\t \t ",
            "dt                  \tstring              \t" + BLANKS);
    UtilityResult result = lake.run("DESC logs id");
    assertThat(result.rows()).hasSize(1);
    assertThat(result.columns())
        .extracting(EngineColumn::name)
        .containsExactly("col_name", "data_type", "comment");
    assertThat(result.updateCount()).isEmpty();
  }

  @Test
  void describesAView() throws StatementFailure {
    assertThat(lake.lines("DESCRIBE orders_view"))
        .containsExactly("id\tinteger", "x\tarray(row(a varchar, b real))");
    assertThat(lake.run("SHOW COLUMNS IN orders_view").columns())
        .containsExactly(
            new EngineColumn("column", "varchar without length"),
            new EngineColumn("type", "varchar without length"));
  }

  @Test
  void jsonColumnsComeFromTheDeserializer() throws StatementFailure {
    lake.run(
        "CREATE EXTERNAL TABLE j (a int) ROW FORMAT SERDE"
            + " 'org.apache.hive.hcatalog.data.JsonSerDe' LOCATION 's3://lake/j'");

    assertThat(lake.lines("DESCRIBE j"))
        .containsExactly("a                   \tint                 \tfrom deserializer   ");
  }

  @Test
  void showsColumns() throws StatementFailure {
    assertThat(lake.lines("SHOW COLUMNS FROM logs IN db"))
        .containsExactly(
            "id                  ", "a long column name indeed", "dt                  ");
  }

  @Test
  void showsHowATableIsCreated() throws StatementFailure {
    assertThat(lake.lines("SHOW CREATE TABLE db.logs"))
        .containsExactly(
            "CREATE EXTERNAL TABLE `db.logs`(",
            "  `id` int COMMENT 'first\\tsecond', ",
            "  `a long column name indeed` map<string,double>)",
            "PARTITIONED BY ( ",
            "  `dt` string)",
            "ROW FORMAT SERDE ",
            "  'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' ",
            "STORED AS INPUTFORMAT ",
            "  'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat' ",
            "OUTPUTFORMAT ",
            "  'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'",
            "LOCATION",
            "  's3://lake/logs'",
            "TBLPROPERTIES (",
            "  'a'='it\\'s', ",
            "  'b'='2', ",
            "  'transient_lastDdlTime'='1790000000')");
    assertThat(lake.lines("SHOW CREATE TABLE logs").getFirst())
        .isEqualTo("CREATE EXTERNAL TABLE `logs`(");
  }

  @Test
  void showsHowAViewIsCreated() throws StatementFailure {
    assertThat(lake.lines("SHOW CREATE VIEW orders_view"))
        .startsWith("CREATE VIEW db.orders_view AS", "SELECT", "  id", ", 1.5E0 x");
  }
}
