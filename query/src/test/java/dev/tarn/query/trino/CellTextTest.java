package dev.tarn.query.trino;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of every type, as Athena was measured to show it. */
@ExtendWith(TrinoExtension.class)
final class CellTextTest {
  private final TrinoFixture trino;

  CellTextTest(TrinoFixture trino) {
    this.trino = trino;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true | true",
        "TINYINT '-128' | -128",
        "SMALLINT '-32768' | -32768",
        "2147483647 | 2147483647",
        "BIGINT '-9223372036854775808' | -9223372036854775808",
        "REAL '1.5' | 1.5",
        "REAL '1e10' | 1.0E10",
        "1e0 | 1.0",
        "1e10 | 1.0E10",
        "1e-5 | 1.0E-5",
        "1234567e0 | 1234567.0",
        "1e7 | 1.0E7",
        "nan() | NaN",
        "infinity() | Infinity",
        "-infinity() | -Infinity",
        "DECIMAL '1.50' | 1.50",
        "DECIMAL '-0.05' | -0.05",
        "DECIMAL '12345678901234567890123456789012345.678' | 12345678901234567890123456789012345.678",
        "DECIMAL '0' | 0",
        "'Zürich' | Zürich",
        "X'deadbeef' | de ad be ef",
        "X'00' | 00",
        "DATE '2026-10-10' | 2026-10-10",
        "DATE '0001-01-01' | 0001-01-01",
        "json '{\"a\": [1, 2],  \"b\": null}' | {\"a\":[1,2],\"b\":null}",
        "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59' | 12151fd2-7586-11e9-8f9e-2a86e4085a59",
        "IPADDRESS '10.0.0.1' | 10.0.0.1",
        "IPADDRESS '2001:db8::1' | 2001:db8::1",
      })
  void scalars(String expression, String text) {
    assertThat(trino.value(expression)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TIMESTAMP '2026-10-10 12:34:56' | 2026-10-10 12:34:56",
        "TIMESTAMP '2026-10-10 12:34:56.123' | 2026-10-10 12:34:56.123",
        "TIMESTAMP '2026-10-10 12:34:56.000' | 2026-10-10 12:34:56.000",
        "TIMESTAMP '2026-10-10 12:34:56.123456' | 2026-10-10 12:34:56.123456",
        "TIMESTAMP '2026-10-10 12:34:56.123456789012' | 2026-10-10 12:34:56.123456789012",
        "TIMESTAMP '1969-12-31 23:59:59.999' | 1969-12-31 23:59:59.999",
        "TIMESTAMP '1969-12-31 23:59:59.999999999' | 1969-12-31 23:59:59.999999999",
        "TIMESTAMP '2026-10-10 12:34:56.123 UTC' | 2026-10-10 12:34:56.123 UTC",
        "TIMESTAMP '2026-10-10 12:34:56.123 +07:00' | 2026-10-10 12:34:56.123 +07:00",
        "TIMESTAMP '2026-07-10 12:34:56.123 Europe/Paris' | 2026-07-10 12:34:56.123 Europe/Paris",
        "TIMESTAMP '2026-01-10 12:34:56.123456 Europe/Paris' "
            + "| 2026-01-10 12:34:56.123456 Europe/Paris",
        "TIME '12:34:56.123' | 12:34:56.123",
        "TIME '00:00:00' | 00:00:00",
        "TIME '23:59:59.999999999999' | 23:59:59.999999999999",
        "TIME '12:34:56.789+00:00' | 12:34:56.789+00:00",
        "TIME '12:34:56.789-03:30' | 12:34:56.789-03:30",
        "TIME '12:34:56.123456789012+14:00' | 12:34:56.123456789012+14:00",
        "INTERVAL '1' DAY | 1 00:00:00.000",
        "INTERVAL '-2' HOUR | -0 02:00:00.000",
        "INTERVAL '1' YEAR | 1-0",
        "INTERVAL '14' MONTH | 1-2",
      })
  void datesAndTimes(String expression, String text) {
    assertThat(trino.value(expression)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ARRAY[1, 2, 3] | [1, 2, 3]",
        "ARRAY[] | []",
        "ARRAY['a', NULL, 'b, c'] | [a, null, b, c]",
        "ARRAY[ARRAY[1], ARRAY[]] | [[1], []]",
        "MAP(ARRAY['b', 'a'], ARRAY[2, 1]) | {a=1, b=2}",
        "MAP(ARRAY[10, 9], ARRAY['x', NULL]) | {9=null, 10=x}",
        "MAP(ARRAY['10', '9'], ARRAY[1, 2]) | {10=1, 9=2}",
        "MAP(ARRAY[DECIMAL '10.5', DECIMAL '9.5'], ARRAY[1, 2]) | {9.5=2, 10.5=1}",
        "MAP(ARRAY[1e1, 2e0], ARRAY[1, 2]) | {2.0=2, 10.0=1}",
        "CAST(ROW('Bob', 38) AS ROW(name varchar, age integer)) | {name=Bob, age=38}",
        "ROW(1, 'x') | {field0=1, field1=x}",
        "ARRAY[DATE '2026-10-10'] | [2026-10-10]",
        "ARRAY[TIMESTAMP '2026-10-10 12:34:56.123'] | [2026-10-10 12:34:56.123]",
        "ARRAY[ROW(MAP(ARRAY['k'], ARRAY[1e0]))] | [{field0={k=1.0}}]",
      })
  void nestedValues(String expression, String text) {
    assertThat(trino.value(expression)).isEqualTo(text);
  }

  @Test
  void bytesInsideACollectionAreAJavaObject() {
    assertThat(trino.value("ARRAY[X'00']")).matches("\\[\\[B@[0-9a-f]+]");
  }

  @Test
  void charIsPadded() {
    assertThat(trino.value("CAST('ab' AS char(4))")).isEqualTo("ab  ");
  }

  @Test
  void nullIsNoText() {
    assertThat(trino.value("NULL")).isNull();
    assertThat(trino.value("CAST(NULL AS array(integer))")).isNull();
    assertThat(trino.value("''")).isEmpty();
    assertThat(trino.value("X''")).isEmpty();
  }

  @Test
  void sketchesAreBytes() {
    assertThat(trino.value("approx_set(1)")).matches("([0-9a-f]{2} )+[0-9a-f]{2}");
  }

  @Test
  void repeatedAndDictionaryValuesAreReadAtTheirPlace() {
    String sql =
        "SELECT k, v, 'same' FROM UNNEST(repeat('x', 3), ARRAY[1, 2, 3]) t(k, v)"
            + " JOIN (VALUES ('x')) u(k2) ON k = k2 ORDER BY v";
    assertThat(trino.run(sql).rows())
        .containsExactly(
            List.of("x", "1", "same"), List.of("x", "2", "same"), List.of("x", "3", "same"));
  }
}
