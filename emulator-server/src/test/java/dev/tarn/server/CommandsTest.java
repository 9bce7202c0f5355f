package dev.tarn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CommandsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void helpNamesTheCommands() {
    assertThat(run(Map.of(), "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("serve", "demo");
  }

  @Test
  void helpOfACommandNamesEverySettingWithItsDefault() {
    assertThat(run(Map.of(), "serve", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("--port=PORT", "4566", "--data=DIR", "--config=FILE", "--log-level=LEVEL");
  }

  @Test
  void versionIsOneLine() {
    assertThat(run(Map.of(), "--version")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("tarn ").hasLineCount(1);
  }

  @Test
  void anUnknownOptionStopsTheStartWithOneLine() {
    assertThat(run(Map.of(), "serve", "--prot", "1")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("tarn: ")
        .contains("--prot", "tarn serve --help")
        .hasLineCount(1);
  }

  @Test
  void anUnknownVariableStopsTheStartWithOneLine() {
    assertThat(run(Map.of("TARN_PROT", "1"), "serve")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("tarn: unknown environment variable TARN_PROT")
        .hasLineCount(1);
  }

  @Test
  void aBadValueStopsTheStartWithOneLine() {
    assertThat(run(Map.of("TARN_PORT", "many"), "serve")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("tarn: TARN_PORT must be a number from 0 to 65535, but is 'many'\n");
  }

  @Test
  void theDemoHasNoDataDirectory() {
    assertThat(run(Map.of(), "demo", "--data", "somewhere")).isEqualTo(2);
  }

  @Test
  void noCommandShowsTheUsage() {
    assertThat(run(Map.of())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: tarn");
  }

  private int run(Map<String, String> environment, String... arguments) {
    return new Commands(environment, stream(out), stream(err)).execute(arguments);
  }

  private static PrintStream stream(ByteArrayOutputStream target) {
    return new PrintStream(target, true, StandardCharsets.UTF_8);
  }
}
