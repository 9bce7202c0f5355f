package dev.tarn.catalog.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.InvalidStateException;

class PartitionFilterTest {
  private static final List<Column> KEYS =
      Stream.of(
              "year:string",
              "month:int",
              "price:decimal(10,2)",
              "day:date",
              "at:timestamp",
              "flag:boolean")
          .map(key -> key.split(":", 2))
          .map(key -> Column.builder().name(key[0]).type(key[1]).build())
          .toList();
  private static final List<String> VALUES =
      List.of("2026", "07", "1.50", "2026-07-14", "2026-07-14 10:30:00", "true");

  private static boolean accepts(String expression) {
    return PartitionFilter.compile(expression, KEYS).accepts(VALUES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "year = '2026'",
        "(year='2026') AND (month=7)",
        "YEAR = \"2026\" and MONTH >= 1",
        "((year = (2026)))",
        "'2026' = year",
        "2025 < year",
        "month = '7'",
        "month in (1, 07, '12')",
        "month between 7 and 7",
        "month not between 8 and 10",
        "month <> 8 and month != 9",
        "month > -5",
        "price = 1.5",
        "price < '1.51'",
        "day = '2026-07-14'",
        "day >= DATE '2026-01-01'",
        "at < TIMESTAMP '2026-07-14 10:30:00.000000001'",
        "at = '2026-07-14 10:30:00'",
        "year like '20%'",
        "year like '_0_6'",
        "year not like '%7'",
        "not (year = '2025' or month = 8)",
        "NOT year = '2025' AND NOT month = 8",
        "year = '2025' or year = '2026' and month = 7",
        "`year` = '2026' and \"month\" = 7",
        "year is not null",
        "not (year is null)",
        "(((month >= 5 AND month <= 10)) OR (month in (12, 14))) AND (year = '2026')",
        "1 = 1",
        "year = '2026' -- the year",
      })
  void isAccepted(String expression) {
    assertThat(accepts(expression)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "year = '02026'",
        "year = '2026 '",
        "month = 8",
        "month not in (7)",
        "price > 1.50",
        "day < '2026-07-14'",
        "year is null",
        "year like '202'",
        "year = '2025' and month = 7 or month = 8",
        "1 = 2",
      })
  void isNotAccepted(String expression) {
    assertThat(accepts(expression)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nope = 1                 | Invalid partition expression!",
        "t.year = '2026'          | Invalid partition expression!",
        "year = nope              | Invalid partition expression!",
        "\"nope\" = 'x'           | Invalid partition expression!",
        "month = 'x'              | \"x\" is not an integer.",
        "month = 1.5              | \"1.5\" is not an integer.",
        "month in (1, 'x')        | \"x\" is not an integer.",
        "price = 'x'              | x is not a decimal.",
        "day = '2026-02-30'       | 2026-02-30 is not a date.",
        "at = '2026-07-14'        | Timestamp format must be yyyy-mm-dd hh:mm:ss[.fffffffff]"
            + " 2026-07-14 is not a timestamp.",
        "at = '2026-07-14 00:00:00.' | Timestamp format must be yyyy-mm-dd hh:mm:ss[.fffffffff]"
            + " 2026-07-14 00:00:00. is not a timestamp.",
        "flag = true              | Unknown type : 'boolean'",
        "month like '7%'          | Integral data type doesn't support operation 'LIKE'",
        "price like '7%'          | Decimal data type doesn't support operation 'LIKE'",
        "day like '7%'            | Date data type doesn't support operation 'LIKE'",
        "at like '7%'             | Timestamp data type doesn't support operation 'LIKE'",
        "lower(year) = '2026'     | Unsupported expression 'lower(YEAR) = '2026''",
        "month + 1 = 2            | Unsupported expression 'MONTH + 1 = 2'",
        "year                     | Unsupported expression 'YEAR'",
        "1                        | Unsupported expression '1'",
        "year = true              | Unsupported expression 'true'",
        "year = null              | Unsupported expression 'NULL'",
        "year ilike '2%'          | Unsupported expression 'YEAR ILIKE '2%''",
        "year = '1' xor month = 2 | Unsupported expression",
        "year =                   | Unsupported partition expression: year =",
        "year = 'x                | Unsupported partition expression: year = 'x",
        "year = '1' month = 2     | Unsupported partition expression",
        "-- nothing               | Unsupported partition expression: -- nothing",
      })
  void isRefused(String expression, String message) {
    assertThatThrownBy(() -> accepts(expression))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aStoredValueOfAnotherTypeIsAnInvalidState() {
    List<Column> keys = List.of(Column.builder().name("id").type("int").build());

    PartitionFilter filter = PartitionFilter.compile("id > 5", keys);

    assertThat(filter.accepts(List.of("6"))).isTrue();
    assertThatThrownBy(() -> filter.accepts(List.of("null")))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("For input string: \"null\" is not an integer.");
  }

  @Test
  void quotesAreEscapedTheSqlWayAndHivesWay() {
    List<Column> keys = List.of(Column.builder().name("k").type("string").build());

    assertThat(PartitionFilter.compile("k = 'it''s'", keys).accepts(List.of("it's"))).isTrue();
    assertThat(PartitionFilter.compile("k = 'it\\'s'", keys).accepts(List.of("it's"))).isTrue();
    assertThat(PartitionFilter.compile("k = 'a\\b'", keys).accepts(List.of("a\\b"))).isTrue();
  }

  @Test
  void keysNamedLikeKeywordsAreKeys() {
    for (String name :
        List.of(
            "year",
            "month",
            "day",
            "hour",
            "date",
            "timestamp",
            "time",
            "key",
            "value",
            "partition",
            "region",
            "type",
            "interval",
            "group",
            "end",
            "日付")) {
      List<Column> keys = List.of(Column.builder().name(name).type("string").build());
      assertThat(PartitionFilter.compile(name + " = 'x'", keys).accepts(List.of("x")))
          .as(name)
          .isTrue();
    }
  }

  @Test
  void theFirstKeysValuesAreKnownToTheReader() {
    PartitionFilter filter =
        PartitionFilter.compile("month = 7 and year = '2026' and day > '2026-01-01'", KEYS);

    assertThat(filter.leadingValues()).containsExactly("2026");
    assertThat(filter.interval(1).orElseThrow().isPoint()).isTrue();
    assertThat(filter.interval(3).orElseThrow().high()).isNull();
    assertThat(filter.interval(2)).isEmpty();
    assertThat(PartitionFilter.compile("year = '1' or month = 7", KEYS).leadingValues()).isEmpty();
  }

  @Test
  void absurdNestingIsRefusedAtOnce() {
    for (String expression :
        List.of(
            "(".repeat(1000) + "month = 1" + ")".repeat(1000),
            "(".repeat(2000),
            "not ".repeat(500) + "month = 1",
            "!".repeat(2000) + "month = 1",
            "month = " + "-".repeat(2000) + "1",
            "case when ".repeat(200))) {
      org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            try {
              PartitionFilter.compile(expression, KEYS);
            } catch (InvalidInputException e) {
              assertThat(e).hasMessageStartingWith("Unsupported");
            }
          });
    }
  }
}
