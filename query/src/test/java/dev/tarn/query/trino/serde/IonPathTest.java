package dev.tarn.query.trino.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazon.ion.IonSystem;
import com.amazon.ion.IonValue;
import com.amazon.ion.system.IonSystemBuilder;
import io.trino.spi.TrinoException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples of
 * https://docs.aws.amazon.com/athena/latest/ug/ion-serde-using-path-extractors.html.
 */
final class IonPathTest {
  private static final IonSystem ION = IonSystemBuilder.standard().build();
  private static final IonValue DOCUMENT =
      ION.singleValue(
          "{foo: [\"foo1\", \"foo2\"], bar: \"myBarValue\", bar: A::\"annotatedValue\", '*': 7}");

  private static Optional<IonValue> find(String path, boolean caseSensitive) {
    return IonPath.parse(ION, "ion.c.path_extractor", path, caseSensitive).find(DOCUMENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (foo 0)                     | "foo1"
          (FOO 1)                     | "foo2"
          (foo *)                     | "foo2"
          (1)                         | "myBarValue"
          (bar)                       | A::"annotatedValue"
          (A::bar)                    | A::"annotatedValue"
          [foo, 0]                    | "foo1"
          ($ion_extractor_field::'*') | 7
          """)
  void leadsToTheLastMatch(String path, String value) {
    assertThat(find(path, false)).contains(ION.singleValue(value));
  }

  @Test
  void emptyPathIsTheRow() {
    assertThat(find("()", false)).contains(DOCUMENT);
  }

  @Test
  void lettersCountWhenTheTableSaysSo() {
    assertThat(find("(FOO 0)", true)).isEmpty();
    assertThat(find("(foo 0)", true)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(nothing)", "(foo 2)", "(bar deeper)", "(B::bar)", "A::(bar)"})
  void leadsNowhere(String path) {
    assertThat(find(path, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "(foo", "(1.5)", "(-1)", "({})", "(null)", ""})
  void isRefused(String path) {
    assertThatThrownBy(() -> find(path, false))
        .isInstanceOf(TrinoException.class)
        .hasMessage("The property ion.c.path_extractor is not a search path: " + path);
  }
}
