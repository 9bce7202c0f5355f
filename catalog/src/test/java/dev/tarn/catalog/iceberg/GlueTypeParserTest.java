package dev.tarn.catalog.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

final class GlueTypeParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "boolean | boolean",
        "int | int",
        "INTEGER | int",
        "bigint | long",
        "float | float",
        "double | double",
        "date | date",
        "time | time",
        "string | string",
        "binary | binary",
        "uuid | uuid",
        "fixed[16] | fixed[16]",
        "timestamp | timestamp",
        "timestamp with local time zone | timestamptz",
        "decimal | decimal(10, 0)",
        "decimal(38, 10) | decimal(38, 10)",
        "array<int> | list<int>",
        "map<string,array<bigint>> | map<string, list<long>>",
        "struct<a:int, b:struct<c:decimal(5,2)>> "
            + "| struct<2: a: optional int, 3: b: optional struct<4: c: optional decimal(5, 2)>>",
      })
  void readsTypesThatIcebergHas(String glue, String iceberg) {
    AtomicInteger lastId = new AtomicInteger(1);
    String read = GlueTypeParser.parse(glue, lastId::incrementAndGet).toString();
    assertThat(read).isEqualTo(iceberg);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tinyint",
        "smallint",
        "char(3)",
        "varchar(10)",
        "varchar",
        "interval",
        "uniontype<int>",
        "",
        " ",
        "int>",
        "array",
        "array<>",
        "array<int",
        "map<string>",
        "struct<>",
        "struct<a>",
        "decimal(39,0)",
        "decimal(5,6)",
        "decimal(x)",
        "decimal(5,2",
        "fixed",
        "array<tinyint>",
        "int int",
        "decimal(-1)"
      })
  void refusesOthersByName(String glue) {
    assertThatThrownBy(() -> GlueTypeParser.parse(glue, new AtomicInteger()::incrementAndGet))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Unsupported column type for an Iceberg table: " + glue);
  }
}
