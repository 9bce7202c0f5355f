package dev.tarn.query.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the engine is sent, and where its positions lead. */
final class TrinoRewriteTest {
  private final AthenaDialect dialect = new AthenaDialect(new FakeTables(), () -> "id");

  private TrinoStatement parse(String sql, String... parameters) {
    return (TrinoStatement)
        dialect.parse(
            sql,
            new DialectContext(
                "AwsDataCatalog",
                Optional.of("db"),
                "s3://bucket/out/",
                "q1",
                List.of(parameters)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          SELECT 1.5, .5, 2, DECIMAL '1.5', 1.5E0, '1.5', "1.5" -- 1.5 | SELECT 1.5E0, .5E0, 2, DECIMAL '1.5', 1.5E0, '1.5', "1.5" -- 1.5
          CREATE TABLE t AS SELECT 1 a                           | CREATE TABLE t WITH (format = 'PARQUET', extra_properties = MAP(ARRAY['has_encrypted_data', 'parquet.compression'], ARRAY['false', 'GZIP']), external_location = 's3://bucket/out/tables/q1/') AS SELECT 1 a
          create table if not exists "c"."d"."t" as select 1 a   | create table if not exists "c"."d"."t" WITH (format = 'PARQUET', extra_properties = MAP(ARRAY['has_encrypted_data', 'parquet.compression'], ARRAY['false', 'GZIP']), external_location = 's3://bucket/out/tables/q1/') as select 1 a
          CREATE TABLE t WITH (format = 'textfile', field_delimiter = ',', external_location = 's3://b/x', partitioned_by = ARRAY['a'], is_external = true, table_type = 'HIVE') AS SELECT 1 a | CREATE TABLE t WITH (format = 'TEXTFILE', textfile_field_separator = ',', partitioned_by = ARRAY['a'], extra_properties = MAP(ARRAY['has_encrypted_data', 'write.compression'], ARRAY['false', 'GZIP']), external_location = 's3://b/x') AS SELECT 1 a
          CREATE TABLE t WITH (format = 'ion', ion_encoding = 'text', write_compression = 'zstd', external_location = 's3://b/x') AS SELECT 1 a | CREATE TABLE t WITH (format = 'ESRI', extra_properties = MAP(ARRAY['has_encrypted_data', 'write.compression', 'file.inputformat', 'ion.encoding'], ARRAY['false', 'ZSTD', 'dev.tarn.serde.ION', 'TEXT']), external_location = 's3://b/x') AS SELECT 1 a
          CREATE TABLE t WITH (table_type = 'ICEBERG', location = 's3://b/x/', is_external = false, partitioning = ARRAY['month(d)'], write_compression = 'snappy', vacuum_min_snapshots_to_keep = 3) AS SELECT 1 a | CREATE TABLE "awsdatacatalog$iceberg"."db"."t" WITH (location = 's3://b/x', partitioning = ARRAY['month(d)'], compression_codec = 'SNAPPY', extra_properties = MAP(ARRAY['vacuum_min_snapshots_to_keep'], ARRAY['3'])) AS SELECT 1 a
          EXPLAIN CREATE TABLE t AS SELECT 1 a                   | EXPLAIN CREATE TABLE t WITH (format = 'PARQUET', extra_properties = MAP(ARRAY['has_encrypted_data', 'parquet.compression'], ARRAY['false', 'GZIP']), external_location = 's3://bucket/out/tables/q1/') AS SELECT 1 a
          OPTIMIZE t REWRITE DATA USING BIN_PACK WHERE a = 1     | ALTER TABLE "awsdatacatalog$iceberg"."db".t EXECUTE optimize(file_size_threshold => '1000000000000000000B') WHERE ( a = 1)
          OPTIMIZE AwsDataCatalog.s.t REWRITE DATA USING BIN_PACK | ALTER TABLE "awsdatacatalog$iceberg".s.t EXECUTE optimize(file_size_threshold => '1000000000000000000B') WHERE (true)
          CREATE TABLE t (id bigint COMMENT 'k', s struct<a: int, b: string>) PARTITIONED BY (bucket(16, id), day(ts), truncate(s, 3), id) LOCATION 's3://b/x/' TBLPROPERTIES ('table_type' ='ICEBERG', 'format'='parquet') | CREATE TABLE "awsdatacatalog$iceberg"."db"."t" ("id" bigint COMMENT 'k', "s" row("a" integer, "b" varchar)) WITH (format = 'PARQUET', location = 's3://b/x', partitioning = ARRAY['bucket("id", 16)', 'day("ts")', 'truncate("s", 3)', '"id"'])
          """)
  void rewrites(String sql, String engineSql) {
    assertThat(parse(sql).sql()).isEqualTo(engineSql);
  }

  @Test
  void compressionIsASessionProperty() {
    assertThat(
            parse(
                "CREATE TABLE t WITH (format = 'orc', orc_compression = 'ZLIB', parquet_compression = 'LZO') AS SELECT 1 a"))
        .extracting(TrinoStatement::sessionProperties)
        .isEqualTo(Map.of("awsdatacatalog.compression_codec", "GZIP"));
  }

  @Test
  void createdTableNamesItsLocation() {
    assertThat(parse("CREATE TABLE X.Y AS SELECT 1 a").createdTable())
        .contains(
            new TrinoStatement.CreatedTable(
                Optional.of("x"), "y", "s3://bucket/out/tables/q1/", false, false));
    assertThat(
            parse("CREATE TABLE t WITH (external_location='s3://b/x') AS SELECT 1 a")
                .createdTable())
        .contains(
            new TrinoStatement.CreatedTable(Optional.of("db"), "t", "s3://b/x/", true, false));
  }

  @Test
  void icebergNeedsALocation() {
    assertThatThrownBy(() -> parse("CREATE TABLE t WITH (table_type='ICEBERG') AS SELECT 1 a"))
        .hasMessageContaining("No location was specified for table");
  }

  @Test
  void unknownIcebergPropertyFailsWhenItRuns() {
    ParsedStatement statement =
        dialect.parse(
            "CREATE TABLE t (a int) LOCATION 's3://b/x' TBLPROPERTIES"
                + " ('table_type'='iceberg', 'nope'='1')",
            new DialectContext(
                "AwsDataCatalog", Optional.of("db"), "s3://bucket/out/", "q1", List.of()));

    assertThat(statement)
        .isInstanceOfSatisfying(
            RefusedStatement.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo("Unsupported table property key: nope");
              assertThat(refused.errorType()).isEqualTo(1200);
              assertThat(refused.substatementType()).isEqualTo("CREATE_TABLE");
            });
  }

  @Test
  void parametersReplaceQuestionMarks() {
    assertThat(
            parse("SELECT '?', ?, ? -- ?\nFROM t WHERE a = ? LIMIT ?", "'it''s'", "-1", "abc", "5")
                .sql())
        .isEqualTo("SELECT '?', 'it''s', (-1) -- ?\nFROM t WHERE a = 'abc' LIMIT 5");
    assertThat(parse("SELECT ?", "DATE '2020-01-01'").sql()).isEqualTo("SELECT DATE '2020-01-01'");
    assertThat(parse("SELECT ?", "1 + 2").sql()).isEqualTo("SELECT (1 + 2)");
    assertThat(parse("SELECT 5 -?", "-1").sql()).isEqualTo("SELECT 5 -(-1)");
    assertThat(parse("SELECT ? x", " 1.5 -- half").sql()).isEqualTo("SELECT 1.5E0 x");
    assertThat(parse("SELECT ?", "NULL").sql()).isEqualTo("SELECT NULL");
  }

  @Test
  void wrongNumberOfParametersIsLeftToTheEngine() {
    assertThat(parse("SELECT ?, 'x', ?", "1").sql())
        .isEqualTo("EXECUTE IMMEDIATE 'SELECT ?, ''x'', ?' USING 1");
    assertThat(parse("SELECT ?").sql()).isEqualTo("SELECT ?");
  }

  @Test
  void positionsLeadBackToTheUsersText() {
    String sql = "SELECT 1.5, 1.25,\n  '\uD83D\uDE00', banana\nFROM t";
    TrinoStatement statement = parse("\n  " + sql + " ;");

    int offset = statement.sql().indexOf("banana");
    int lineStart = statement.sql().lastIndexOf('\n', offset) + 1;
    int column = statement.sql().codePointCount(lineStart, offset) + 1;
    assertThat(statement.positions().toOriginal(2, column))
        .isEqualTo(new TextPosition(2, "  '\uD83D\uDE00', ".length() + 1));
    int second = statement.sql().indexOf("1.25") + 1;
    assertThat(statement.positions().toOriginal(1, second)).isEqualTo(new TextPosition(1, 13));
  }

  @Test
  void positionsAfterInsertedPropertiesLeadBack() {
    TrinoStatement statement = parse("CREATE TABLE t AS SELECT banana");

    int column = statement.sql().indexOf("banana") + 1;
    assertThat(statement.positions().toOriginal(1, column)).isEqualTo(new TextPosition(1, 26));
    assertThat(statement.positions().toOriginal(1, 1)).isEqualTo(new TextPosition(1, 1));
  }

  @Test
  void preparedStatementsAreCutIntoTexts() {
    DialectContext context =
        new DialectContext("AwsDataCatalog", Optional.empty(), "s3://b/", "q1", List.of("7"));
    assertThat(dialect.parse("PREPARE Q1 FROM SELECT ? + 1.5 ;", context))
        .isEqualTo(
            new PreparedCommand.Prepare("PREPARE Q1 FROM SELECT ? + 1.5", "Q1", "SELECT ? + 1.5"));
    assertThat(dialect.parse("EXECUTE q1 USING 1.5, f(2, 3), 'a,b'", context))
        .isInstanceOfSatisfying(
            PreparedCommand.Execute.class,
            execute -> assertThat(execute.parameters()).containsExactly("1.5", "f(2, 3)", "'a,b'"));
    assertThat(dialect.parse("EXECUTE q1", context))
        .isInstanceOfSatisfying(
            PreparedCommand.Execute.class,
            execute -> assertThat(execute.parameters()).containsExactly("7"));
    assertThat(dialect.parse("DEALLOCATE PREPARE q1", context))
        .isEqualTo(new PreparedCommand.Deallocate("DEALLOCATE PREPARE q1", "q1"));
  }
}
