package dev.tarn.query.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which queries Athena answers without planning; measured for these and their like. */
class LiteralQueryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "select 'a', true AS x",
        "SELECT (1), -2 n",
        "SELECT 1.5 \"X\", 1e3",
        "/* c */ SELECT 1;",
      })
  void literalsOnly(String sql) {
    assertThat(LiteralQuery.matches(parse(sql))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 + 1",
        "SELECT 1 FROM t",
        "SELECT date '2026-01-01'",
        "SELECT abs(1)",
        "SELECT 1 UNION SELECT 2",
        "VALUES 1",
        "SELECT a",
        "SELECT 1 LIMIT 1",
        "EXPLAIN SELECT 1",
      })
  void anythingElse(String sql) {
    assertThat(LiteralQuery.matches(parse(sql))).isFalse();
  }

  private static ParsedStatement parse(String sql) {
    return new AthenaDialect(new FakeTables(), () -> "id")
        .parse(
            sql,
            new DialectContext("AwsDataCatalog", Optional.empty(), "s3://o/", "id", List.of()));
  }
}
