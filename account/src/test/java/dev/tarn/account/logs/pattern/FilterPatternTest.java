package dev.tarn.account.logs.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tarn.protocol.AwsErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class FilterPatternTest {
  private static final String EVENT =
      """
      {"status": 503, "slow": true, "user": null, "price": 1.50, "path": "/api/v1/orders",
       "tags": ["a", {"name": "b"}], "http.code": "5xx", "nested": {"deep": {"x": -2}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | true
          ERROR | true
          error | false
          ERROR 400 | true
          ERROR 500 | false
          "BAD REQUEST" | true
          "BAD  REQUEST" | false
          ERROR -REQUEST | false
          ERROR -TIMEOUT | true
          -"BAD REQUEST" | false
          ?WARN ?ERROR | true
          ?WARN ?INFO | false
          "[ERROR" | true
          """)
  void terms(String pattern, boolean found) {
    assertThat(FilterPattern.parse(pattern).matches("[ERROR 400] BAD REQUEST")).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          { $.status = 503 } ~ true
          {$.status=503} ~ true
          { $.status != 503 } ~ false
          { $.status > 500 && $.status <= 503 } ~ true
          { $.status = 5* } ~ true
          { $.status = 4* } ~ false
          { $.price = 1.5 } ~ true
          { $.path = "/api/*/orders" } ~ true
          { $.path = "/api/*/order" } ~ false
          { $.path != "*users" } ~ true
          { $.slow IS TRUE } ~ true
          { $.slow IS FALSE } ~ false
          { $.user IS NULL } ~ true
          { $.status IS NULL } ~ false
          { $.missing NOT EXISTS } ~ true
          { $.user NOT EXISTS } ~ false
          { $.missing = 1 } ~ false
          { $.missing != 1 } ~ false
          { $.tags[0] = "a" } ~ true
          { $.tags[1].name = b } ~ true
          { $.tags[2] NOT EXISTS } ~ true
          { $.['http.code'] = "5xx" } ~ true
          { $.nested.deep.x = -2 } ~ true
          { $.status = 1 || $.slow IS TRUE && $.price > 1 } ~ true
          { ($.status = 1 || $.slow IS TRUE) && $.price > 2 } ~ false
          """)
  void conditions(String pattern, boolean found) {
    assertThat(FilterPattern.parse(pattern).matches(EVENT)).isEqualTo(found);
  }

  @Test
  void anEventThatIsNoJsonIsNotFound() {
    FilterPattern pattern = FilterPattern.parse("{ $.a NOT EXISTS }");
    assertThat(pattern.matches("{\"b\": 1}")).isTrue();
    assertThat(pattern.matches("plain text")).isFalse();
    assertThat(pattern.matches("{\"b\": 1} and more")).isFalse();
    assertThat(pattern.matches("7")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{", "{}", "{ $ = 1 }", "{ $.a }", "{ $.a = }", "{ $.a = 1", "{ $.a = 1 } x",
            "{ $.a IS 1 }",
        "{ $.a[x] = 1 }", "{ $.a > \"x\" }", "{ $.a > x }", "{ a = 1 }", "\"open", "a:b", "-", "?",
        "{ $.a = \"open }", "{ ($.a = 1 }"
      })
  void malformedPatternsAreRefused(String pattern) {
    assertThat(code(pattern)).isEqualTo("InvalidParameterException");
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(code("{" + "(".repeat(100_000) + "$.a = 1")).isEqualTo("InvalidParameterException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ip, user, status=5*]",
        "%ERR.*%",
        "a %b%",
        "?a b",
        "{ $.a = %x% }",
        "{ $.a[*] = 1 }"
      })
  void otherKindsAreRefusedByName(String pattern) {
    assertThat(code(pattern)).isEqualTo("NotImplementedException");
  }

  private static String code(String pattern) {
    AwsServiceException refused =
        catchThrowableOfType(AwsServiceException.class, () -> FilterPattern.parse(pattern));
    assertThat(refused).as(pattern).isNotNull();
    return AwsErrors.code(refused);
  }
}
