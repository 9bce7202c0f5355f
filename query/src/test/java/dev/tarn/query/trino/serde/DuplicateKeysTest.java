package dev.tarn.query.trino.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DuplicateKeysTest {
  private static Optional<String> first(String json, boolean caseInsensitive) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return DuplicateKeys.first(bytes, bytes.length, caseInsensitive);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": 1, "a": 2}                        | a
          {"URL": 1, "b": 0, "Url": 2}            | url
          {"a": null, "a": null}                  | a
          {"x": [1, {"b": "{", "c": {}, "B": 2}]} | b
          [{"a": 1, "A": 1}]                      | a
          {'k' = 1; K => 2}                       | k
          {"a\\"b": 1, "A\\"B": 2}                | a"b
          {"a\\u0062": 1, "ab": 2}                | ab
          {"Ä": 1, "ä": 2}                        | ä
          {"a": 1, /* "a": */ "b": 2, "a": 3}     | a
          """)
  void aKeyThatComesAgain(String json, String key) {
    assertThat(first(json, true)).hasValue(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": {\"a\": {\"a\": 1}}, \"b\": [{\"a\": 1}, {\"a\": 2}]}",
        "{\"a\": \"x\", \"b\": \"a\", \"c\": a, \"d\": [\"a\", \"a\"]}",
        "{\"a\": 1, # \"a\": 2",
        "{\"a\": 1} {\"a\": 2}",
        "{\"a\": 1, \"b\": \"no end",
        "}}] , \"a\" \"a\" \\",
        "{\"a\\",
        "{\"a\\u00",
        "{} \"a\"",
        "plain text",
        ""
      })
  void linesWithout(String json) {
    assertThat(first(json, true)).isEmpty();
  }

  @Test
  void caseCanMatter() {
    assertThat(first("{\"URL\": 1, \"Url\": 2}", false)).isEmpty();
    assertThat(first("{\"URL\": 1, \"Url\": 2, \"URL\": 3}", false)).hasValue("URL");
  }
}
