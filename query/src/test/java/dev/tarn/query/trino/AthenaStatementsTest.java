package dev.tarn.query.trino;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.protocol.IdGenerator;
import dev.tarn.query.ddl.HiveStatementRunner;
import dev.tarn.query.ddl.StatementFailure;
import dev.tarn.query.dialect.AthenaDialect;
import dev.tarn.query.dialect.DialectContext;
import dev.tarn.query.dialect.HiveStatement;
import dev.tarn.query.dialect.ParsedStatement;
import dev.tarn.query.dialect.TextPosition;
import dev.tarn.query.dialect.TrinoStatement;
import dev.tarn.query.engine.EngineFailure;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.Table;

/** What the dialect rewrites, run by the engine. */
@ExtendWith(TrinoExtension.class)
final class AthenaStatementsTest {
  private final TrinoFixture trino;
  private final TestDatabase database;
  private final AthenaDialect dialect;
  private final HiveStatementRunner runner;

  AthenaStatementsTest(TrinoFixture trino) {
    this.trino = trino;
    this.database = trino.newDatabase();
    this.dialect = new AthenaDialect(trino.glue(), IdGenerator.random());
    this.runner =
        new HiveStatementRunner(
            trino.glue(), trino.objects(), Clock.systemUTC(), IdGenerator.random());
  }

  private List<List<@Nullable String>> run(String sql, String... parameters) {
    ParsedStatement statement = parse(sql, parameters);
    if (statement instanceof TrinoStatement engine) {
      return trino
          .run(engine.sql(), Optional.of(database.name()), engine.sessionProperties())
          .rows();
    }
    try {
      runner.run((HiveStatement) statement);
      return List.of();
    } catch (StatementFailure e) {
      throw new AssertionError(e.stateChangeReason(), e);
    }
  }

  private ParsedStatement parse(String sql, String... parameters) {
    return dialect.parse(
        sql,
        new DialectContext(
            "AwsDataCatalog",
            Optional.of(database.name()),
            "s3://lake/results/",
            IdGenerator.random().newUuid(),
            List.of(parameters)));
  }

  private Table table(String name) {
    return trino.glue().getTable(r -> r.databaseName(database.name()).name(name)).table();
  }

  @Test
  void decimalLiteralsAreDoubles() {
    assertThat(run("SELECT typeof(1.5), typeof(DECIMAL '1.5'), ? + 0.5", "1.5").getFirst())
        .containsExactly("double", "decimal(2,1)", "2.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "WITH (format = 'ORC', orc_compression = 'ZLIB')",
        "WITH (format = 'AVRO')",
        "WITH (format = 'JSON', write_compression = 'NONE')",
        "WITH (format = 'TEXTFILE', field_delimiter = '|')",
        "WITH (table_type = 'ICEBERG', location = 's3://lake/%s/t/', is_external = false,"
            + " partitioning = ARRAY['bucket(a, 2)'], write_compression = 'SNAPPY',"
            + " vacuum_min_snapshots_to_keep = 3)"
      })
  void tableIsCreatedFromAQuery(String properties) {
    String with = properties.formatted(database.name());

    run("CREATE TABLE t " + with + " AS SELECT 1 a, 'x' b");

    assertThat(run("SELECT a, b FROM t").getFirst()).containsExactly("1", "x");
  }

  @Test
  void createdTableLiesUnderTheOutputLocation() {
    run("CREATE TABLE t WITH (partitioned_by = ARRAY['b']) AS SELECT 1 a, 'x' b");

    assertThat(table("t").storageDescriptor().location()).startsWith("s3://lake/results/tables/");
    assertThat(table("t").partitionKeys()).hasSize(1);
    assertThat(table("t").tableType()).isEqualTo("EXTERNAL_TABLE");
  }

  @Test
  void hiveTableOverFilesIsRead() {
    database.put("csv", "dt=x/a.csv", "1,one\n2,two\n");
    run(
        "CREATE EXTERNAL TABLE csv (id int, name string) PARTITIONED BY (dt string) ROW FORMAT"
            + " DELIMITED FIELDS TERMINATED BY ',' LOCATION '"
            + database.location("csv")
            + "/'");
    run("MSCK REPAIR TABLE csv");

    assertThat(run("SELECT name, dt FROM csv WHERE id = 2").getFirst()).containsExactly("two", "x");
  }

  @Test
  void icebergTableIsCreatedAlteredAndOptimized() {
    run(
        "CREATE TABLE ice (id bigint COMMENT 'key', s struct<a:int,b:string>, ts timestamp)"
            + " PARTITIONED BY (bucket(4, id), day(ts)) LOCATION 's3://lake/"
            + database.name()
            + "/ice/' TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet',"
            + " 'write_compression'='zstd', 'optimize_rewrite_delete_file_threshold'='10')");
    run("INSERT INTO ice VALUES (1, ROW(1, 'x'), TIMESTAMP '2020-01-01 00:00:00')");
    run("ALTER TABLE ice ADD COLUMNS (extra string COMMENT 'more')");
    run("ALTER TABLE ice CHANGE COLUMN extra note string");
    run("ALTER TABLE ice CHANGE COLUMN id id bigint COMMENT 'the key'");
    run("ALTER TABLE ice SET TBLPROPERTIES ('write_compression'='snappy')");
    run("INSERT INTO ice VALUES (2, ROW(2, 'y'), TIMESTAMP '2020-01-02 00:00:00', 'n')");
    run("OPTIMIZE ice REWRITE DATA USING BIN_PACK WHERE ts < TIMESTAMP '2020-01-02 00:00:00'");
    run("ALTER TABLE ice RENAME TO cold");

    assertThat(run("SELECT id, note FROM cold ORDER BY id"))
        .containsExactly(Arrays.asList("1", null), List.of("2", "n"));
    run("ALTER TABLE cold DROP COLUMN note");
    run("DROP TABLE cold");
    assertThat(trino.glue().getTables(r -> r.databaseName(database.name())).tableList()).isEmpty();
  }

  @Test
  void errorPositionsAreTheUsers() {
    String sql = "CREATE TABLE t WITH (format = 'ORC') AS\nSELECT 1.5 a, banana";
    TrinoStatement statement = (TrinoStatement) parse(sql);

    EngineFailure failure = trino.failure(statement.sql(), Optional.of(database.name()));

    EngineFailure.Position position = failure.position().orElseThrow();
    assertThat(statement.positions().toOriginal(position.line(), position.column()))
        .isEqualTo(new TextPosition(2, 15));
  }

  @Test
  void wrongNumberOfParametersIsTheEnginesError() {
    TrinoStatement statement = (TrinoStatement) parse("SELECT ?, 'it''s', ?", "1");

    EngineFailure failure = trino.failure(statement.sql(), Optional.of(database.name()));

    assertThat(failure.errorName()).isEqualTo("INVALID_PARAMETER_USAGE");
    assertThat(failure.engineMessage())
        .isEqualTo("Incorrect number of parameters: expected 2 but found 1");
  }
}
