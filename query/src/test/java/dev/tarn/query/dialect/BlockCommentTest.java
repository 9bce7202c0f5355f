package dev.tarn.query.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS says when its Hive parser meets a block comment (measured). */
final class BlockCommentTest {
  private final AthenaDialect dialect =
      new AthenaDialect(
          new FakeTables().with("db", "t", "EXTERNAL_TABLE").with("db", "v", "VIRTUAL_VIEW"),
          () -> "b6a5b8a0-0000-4000-8000-000000000001");

  private ParsedStatement parse(String sql) {
    return dialect.parse(
        sql.replace("^n", "\n"),
        new DialectContext(
            "AwsDataCatalog",
            Optional.of("db"),
            "s3://bucket/out/",
            "11111111-2222-4333-8444-555555555555",
            List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          /* c */ SHOW CREATE TABLE t       ; 1:0 cannot recognize input near '/' '*' 'c'
          SHOW  CREATE  TABLE  /* c */ t    ; 1:18 cannot recognize input near '/' '*' 'c' in table name
          SHOW^n/* c */ CREATE TABLE t      ; 2:0 cannot recognize input near 'SHOW' '/' '*' in ddl statement
          MSCK REPAIR /* c */ TABLE t       ; 1:12 missing EOF at '/' near 'REPAIR'
          DESCRIBE db./* c */t              ; 1:0 cannot recognize input near 'DESCRIBE' '/' '*' in describe statement
          ALTER TABLE t /* c */ ADD COLUMNS (m int) ; 1:14 cannot recognize input near '/' '*' 'c' in alter table statement
          ALTER /* c */ TABLE t RENAME TO u ; 1:0 cannot recognize input near 'ALTER' '/' '*' in alter statement
          """)
  void fails(String sql, String error) {
    assertThat(parse(sql))
        .isInstanceOfSatisfying(
            RefusedStatement.class,
            refused ->
                assertThat(refused.reason()).isEqualTo("FAILED: ParseException line " + error));
  }

  @ParameterizedTest
  @CsvSource({
    "DESCRIBE /* c */ v",
    "SHOW /* c */ TABLES",
    "SHOW PARTITIONS /* c */ t",
    "DROP /* c */ TABLE t",
    "SHOW CREATE TABLE -- c^n t",
  })
  void doesNotMatter(String sql) {
    assertThat(parse(sql)).isNotInstanceOf(RefusedStatement.class);
  }
}
