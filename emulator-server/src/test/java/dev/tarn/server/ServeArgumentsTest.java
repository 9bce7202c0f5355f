package dev.tarn.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.server.config.Setting;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServeArgumentsTest {
  @Test
  void readsBothFormsOfAnOption() {
    assertThat(ServeArguments.parse("serve", "--port", "1", "--data=a=b"))
        .contains(Map.of(Setting.PORT, "1", Setting.DATA, "a=b"));
    assertThat(ServeArguments.parse("serve")).contains(Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "serve --help",
        "serve --port",
        "serve --prot 1",
        "serve extra",
        "serve --port 1 --port 2",
        "serve --port --data x",
      })
  void leavesEverythingElseToPicocli(String line) {
    assertThat(ServeArguments.parse(line.split(" "))).isEmpty();
  }
}
