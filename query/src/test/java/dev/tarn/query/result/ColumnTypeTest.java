package dev.tarn.query.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypeTest {
  /** Measured on the service for every type. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "boolean|boolean|0|0|false",
        "tinyint|tinyint|3|0|false",
        "smallint|smallint|5|0|false",
        "integer|integer|10|0|false",
        "bigint|bigint|19|0|false",
        "real|float|17|0|false",
        "double|double|17|0|false",
        "decimal(12,3)|decimal|12|3|false",
        "decimal(38, 0)|decimal|38|0|false",
        "varchar(0)|varchar|0|0|true",
        "varchar(7)|varchar|7|0|true",
        "varchar|varchar|2147483647|0|true",
        "char(4)|char|4|0|true",
        "varbinary|varbinary|1073741824|0|false",
        "date|date|0|0|false",
        "time(3)|time|3|0|false",
        "time(6) with time zone|time with time zone|3|0|false",
        "timestamp(6)|timestamp|3|0|false",
        "timestamp(3) with time zone|timestamp with time zone|3|0|false",
        "interval day to second|interval day to second|0|0|false",
        "interval year to month|interval year to month|0|0|false",
        "array(row(a integer, b varchar(3)))|array|0|0|false",
        "map(varchar, array(timestamp(3) with time zone))|map|0|0|false",
        "row(a integer)|row|0|0|false",
        "json|json|0|0|false",
        "uuid|uuid|0|0|false",
        "ipaddress|ipaddress|0|0|false",
        "unknown|unknown|0|0|false",
        "string|string|0|0|false",
      })
  void isDescribedAsAthenaDoes(
      String display, String name, int precision, int scale, boolean caseSensitive) {
    ColumnType type = ColumnType.of(display);
    assertThat(type.name()).isEqualTo(name);
    assertThat(type.precision()).isEqualTo(precision);
    assertThat(type.scale()).isEqualTo(scale);
    assertThat(type.caseSensitive()).isEqualTo(caseSensitive);
  }
}
