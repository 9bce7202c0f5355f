package dev.tarn.query.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.SkewedInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

final class TableStatementsTest {
  @TempDir private Path directory;
  private Lake lake;

  @BeforeEach
  void open() throws IOException, StatementFailure {
    lake = new Lake(directory);
    lake.run("CREATE DATABASE db COMMENT 'a lake' LOCATION 's3://lake/db/'");
  }

  @AfterEach
  void close() throws IOException {
    lake.close();
  }

  @Test
  void createsADatabase() throws StatementFailure {
    UtilityResult result =
        lake.run("create database `Sales` comment 'it\\'s' WITH DBPROPERTIES( 'k' = 'v' );");

    Database database = lake.glue().getDatabase(r -> r.name("sales")).database();
    assertThat(database.name()).isEqualTo("sales");
    assertThat(database.description()).isEqualTo("it's");
    assertThat(database.parameters()).isEqualTo(Map.of("k", "v"));
    assertThat(result.rows()).isEmpty();
    assertThat(result.columns()).isEmpty();
    assertThat(result.metadata()).isFalse();
  }

  @Test
  void existingDatabaseFailsUnlessAskedNotTo() throws StatementFailure {
    assertThatThrownBy(() -> lake.run("CREATE DATABASE db"))
        .isInstanceOfSatisfying(
            StatementFailure.class,
            e -> {
              assertThat(e.stateChangeReason())
                  .isEqualTo(
                      "FAILED: Execution Error, return code 1 from"
                          + " org.apache.hadoop.hive.ql.exec.DDLTask. Database db already exists");
              assertThat(e.errorCategory()).isEqualTo(2);
              assertThat(e.errorType()).isEqualTo(1006);
            });
    lake.run("CREATE SCHEMA IF NOT EXISTS db");
  }

  @Test
  void databaseWithTablesIsDroppedOnlyByCascade() throws StatementFailure {
    lake.run("CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/t/'");

    assertThatThrownBy(() -> lake.run("DROP DATABASE db"))
        .isInstanceOf(StatementFailure.class)
        .hasMessageContaining("Database db is not empty. One or more tables exist.");
    lake.run("DROP DATABASE db CASCADE");
    assertThatThrownBy(() -> lake.run("DROP DATABASE db"))
        .hasMessage("FAILED: SemanticException [Error 10072]: Database does not exist: db");
    lake.run("DROP DATABASE IF EXISTS db");
  }

  /** The table that documentation and measurements describe, put there by an SDK. */
  @Test
  void createdTableEqualsOneMadeThroughTheApi() throws StatementFailure {
    lake.run(
        """
        CREATE EXTERNAL TABLE IF NOT EXISTS awsdatacatalog.db.Orders (
          `Id` bigint COMMENT 'key',
          items array<struct<sku:string,qty:integer>>,
          price decimal(10, 2)
        )
        COMMENT 'all orders'
        PARTITIONED BY (dt string)
        ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' LINES TERMINATED BY '\\n'
        LOCATION 's3://lake/orders/'
        TBLPROPERTIES ('skip.header.line.count'='1')
        """);

    TableInput expected =
        TableInput.builder()
            .name("twin")
            .owner("hadoop")
            .lastAccessTime(Instant.EPOCH)
            .retention(0)
            .tableType("EXTERNAL_TABLE")
            .parameters(
                Map.of(
                    "EXTERNAL",
                    "TRUE",
                    "comment",
                    "all orders",
                    "skip.header.line.count",
                    "1",
                    "transient_lastDdlTime",
                    "1790000000"))
            .partitionKeys(Column.builder().name("dt").type("string").build())
            .storageDescriptor(
                StorageDescriptor.builder()
                    .columns(
                        Column.builder().name("id").type("bigint").comment("key").build(),
                        Column.builder()
                            .name("items")
                            .type("array<struct<sku:string,qty:int>>")
                            .build(),
                        Column.builder().name("price").type("decimal(10,2)").build())
                    .location("s3://lake/orders")
                    .inputFormat("org.apache.hadoop.mapred.TextInputFormat")
                    .outputFormat("org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat")
                    .compressed(false)
                    .numberOfBuckets(-1)
                    .serdeInfo(
                        SerDeInfo.builder()
                            .serializationLibrary(
                                "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe")
                            .parameters(
                                Map.of(
                                    "field.delim", "\t",
                                    "line.delim", "\n",
                                    "serialization.format", "\t"))
                            .build())
                    .bucketColumns(List.of())
                    .sortColumns(List.of())
                    .parameters(Map.of())
                    .skewedInfo(
                        SkewedInfo.builder()
                            .skewedColumnNames(List.of())
                            .skewedColumnValues(List.of())
                            .skewedColumnValueLocationMaps(Map.of())
                            .build())
                    .storedAsSubDirectories(false)
                    .build())
            .build();
    lake.glue().createTable(r -> r.databaseName("db").tableInput(expected));
    Table twin = lake.table("twin").toBuilder().name("orders").build();
    assertThat(lake.table("orders")).isEqualTo(twin);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          STORED AS PARQUET | parquet.serde.ParquetHiveSerDe | MapredParquetInputFormat | 1
          STORED AS ORC     | orc.OrcSerde | OrcInputFormat | 1
          STORED AS AVRO    | AvroSerDe | AvroContainerInputFormat | 1
          stored as textfile | LazySimpleSerDe | TextInputFormat | 1
          ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' | LazySimpleSerDe | TextInputFormat | ,
          ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' | org.openx.data.jsonserde.JsonSerDe | TextInputFormat | 1
          ROW FORMAT SERDE 'x.Y' WITH SERDEPROPERTIES ("serialization.format" = "7") STORED AS PARQUET | x.Y | MapredParquetInputFormat | 7
          STORED AS INPUTFORMAT 'a.In' OUTPUTFORMAT 'a.Out' | LazySimpleSerDe | a.In | 1
          """)
  void formatsBecomeClasses(String clause, String serde, String inputFormat, String serialization)
      throws StatementFailure {
    lake.run("CREATE EXTERNAL TABLE t (a int) " + clause + " LOCATION 's3://lake/t'");

    StorageDescriptor storage = lake.table("t").storageDescriptor();
    assertThat(storage.serdeInfo().serializationLibrary()).endsWith(serde);
    assertThat(storage.inputFormat()).endsWith(inputFormat);
    assertThat(storage.serdeInfo().parameters())
        .containsEntry("serialization.format", serialization);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/t' | FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. AlreadyExistsException(message:Table t already exist)
          CREATE EXTERNAL TABLE nope.t (a int) LOCATION 's3://lake/t' | FAILED: SemanticException [Error 10072]: Database does not exist: nope
          CREATE EXTERNAL TABLE u (a int) PARTITIONED BY (a int) LOCATION 's3://lake/t' | FAILED: SemanticException [Error 10035]: Column repeated in partitioning columns
          CREATE EXTERNAL TABLE u (a nonsense) LOCATION 's3://lake/t' | FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. java.lang.IllegalArgumentException: Error: type expected at the position 0 of 'nonsense' but 'nonsense' is found.
          CREATE EXTERNAL TABLE u (a int) STORED AS NONSENSE LOCATION 's3://lake/t' | FAILED: SemanticException Unrecognized file format in STORED AS clause: 'NONSENSE'
          CREATE EXTERNAL TABLE u (a int) LOCATION 'gopher://lake/t' | FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. MetaException(message:Got exception: java.io.IOException No FileSystem for scheme: gopher)
          DROP TABLE missing | FAILED: SemanticException [Error 10001]: Table not found db.missing
          SHOW TABLES IN nope | FAILED: SemanticException [Error 10072]: Database does not exist: nope
          SHOW CREATE TABLE missing | FAILED: SemanticException [Error 10001]: Table not found db.missing
          SHOW PARTITIONS t | FAILED: SemanticException Table db.t is not a partitioned table
          ALTER TABLE t ADD PARTITION (dt='x') | FAILED: SemanticException table is not partitioned but partition spec exists: {dt=x}
          ALTER TABLE t DROP COLUMN a | FAILED: ParseException line 1:19 mismatched input 'COLUMN' expecting PARTITION near 'DROP' in drop partition statement
          ALTER TABLE ice REPLACE COLUMNS (a int) | Query type not supported by Athena Iceberg at this time
          MSCK REPAIR TABLE ice | Query type not supported by Athena Iceberg at this time
          """)
  void fails(String sql, String reason) throws StatementFailure {
    lake.run("CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/t'");
    lake.glue()
        .createTable(r ->
            r.databaseName("db")
                .tableInput(i -> i.name("ice").parameters(Map.of("table_type", "ICEBERG"))));

    assertThatThrownBy(() -> lake.run(sql)).isInstanceOf(StatementFailure.class).hasMessage(reason);
  }

  @Test
  void existingTableIsKeptWhenAskedTo() throws StatementFailure {
    lake.run("CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/t'");
    lake.run("CREATE EXTERNAL TABLE IF NOT EXISTS t (b string) LOCATION 's3://lake/u'");

    assertThat(lake.table("t").storageDescriptor().columns())
        .containsExactly(Column.builder().name("a").type("int").build());
  }

  @Test
  void droppingAHiveTableKeepsItsData() throws StatementFailure, IOException {
    lake.run("CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/t/'");
    lake.put("t/data.csv");

    assertThat(lake.run("DROP TABLE `db.t`").metadata()).isFalse();

    assertThat(lake.lines("SHOW TABLES")).isEmpty();
    assertThat(lake.objects().listDirectories(Lake.BUCKET, "")).containsExactly("t/");
    lake.run("DROP TABLE IF EXISTS t");
  }

  @Test
  void droppingAnIcebergTableRemovesItsData() throws StatementFailure, IOException {
    lake.glue()
        .createTable(r ->
            r.databaseName("db")
                .tableInput(i ->
                    i.name("ice")
                        .parameters(Map.of("table_type", "ICEBERG"))
                        .storageDescriptor(s -> s.location("s3://lake/ice"))));
    lake.put("ice/data/a.parquet");
    lake.put("ice/metadata/00000.metadata.json");
    lake.put("icecream/a.csv");

    assertThat(lake.lines("DROP TABLE ice")).containsExactly("", "");

    assertThat(lake.objects().listDirectories(Lake.BUCKET, "")).containsExactly("icecream/");
  }

  @Test
  void columnsAreAddedReplacedAndChanged() throws StatementFailure {
    lake.run("CREATE EXTERNAL TABLE t (a int, b int) LOCATION 's3://lake/t/'");

    assertThat(lake.run("ALTER TABLE t ADD COLUMNS (C string COMMENT 'x')").metadata()).isTrue();
    assertThat(columns()).containsExactly("a int", "b int", "c string");
    lake.run("ALTER TABLE t CHANGE COLUMN c d bigint AFTER a");
    assertThat(columns()).containsExactly("a int", "d bigint", "b int");
    lake.run("ALTER TABLE t REPLACE COLUMNS (e double)");
    assertThat(columns()).containsExactly("e double");
    assertThatThrownBy(() -> lake.run("ALTER TABLE t ADD COLUMNS (e int)"))
        .hasMessageEndingWith("Duplicate column name: e");
  }

  private List<String> columns() {
    return lake.table("t").storageDescriptor().columns().stream()
        .map(column -> column.name() + " " + column.type())
        .toList();
  }

  @Test
  void propertiesAreSetAndUnset() throws StatementFailure {
    lake.run("CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/t/' TBLPROPERTIES ('k'='v')");

    lake.run("alter table `db`.`t` set tblproperties ('classification' = 'parquet')");
    lake.run("ALTER TABLE t UNSET TBLPROPERTIES ('k')");

    assertThat(lake.table("t").parameters())
        .containsEntry("classification", "parquet")
        .containsEntry("EXTERNAL", "TRUE")
        .doesNotContainKey("k");
    assertThat(lake.lines("SHOW TBLPROPERTIES t"))
        .containsExactly(
            "EXTERNAL\tTRUE", "transient_lastDdlTime\t1790000000", "classification\tparquet");
    assertThat(lake.lines("SHOW TBLPROPERTIES t('classification')")).containsExactly("parquet");
  }

  @Test
  void locationIsSet() throws StatementFailure {
    lake.run("CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/t/'");
    lake.run("ALTER TABLE t SET LOCATION 's3://lake/elsewhere/'");

    assertThat(lake.table("t").storageDescriptor().location()).isEqualTo("s3://lake/elsewhere");
  }
}
