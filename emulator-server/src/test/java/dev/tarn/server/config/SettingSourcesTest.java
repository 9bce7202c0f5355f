package dev.tarn.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingSourcesTest {
  @TempDir Path directory;

  @Test
  void commandLineBeatsEnvironmentBeatsFileBeatsDefault() throws IOException {
    Path file = file("port = 1\nhost = filehost\nregion = eu-central-1\n");

    Map<Setting, SettingValue> merged =
        SettingSources.merge(
            Map.of(Setting.PORT, "3", Setting.CONFIG, file.toString()),
            Map.of("TARN_PORT", "2", "TARN_HOST", "envhost", "PATH", "/bin"));

    assertThat(merged.get(Setting.PORT)).isEqualTo(new SettingValue("3", "--port"));
    assertThat(merged.get(Setting.HOST)).isEqualTo(new SettingValue("envhost", "TARN_HOST"));
    assertThat(merged.get(Setting.REGION))
        .isEqualTo(new SettingValue("eu-central-1", "region in " + file));
    assertThat(merged.get(Setting.DATA)).isEqualTo(new SettingValue("tarn-data", "data"));
  }

  @Test
  void theEnvironmentMayNameTheFile() throws IOException {
    Path file = file("log-level=debug");

    assertThat(SettingSources.merge(Map.of(), Map.of("TARN_CONFIG", file.toString())))
        .containsEntry(Setting.LOG_LEVEL, new SettingValue("debug", "log-level in " + file));
  }

  @Test
  void refusesAnUnknownKeyOfTheFile() throws IOException {
    Path file = file("prot = 1");

    assertThatThrownBy(
            () -> SettingSources.merge(Map.of(Setting.CONFIG, file.toString()), Map.of()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("unknown key 'prot' in " + file)
        .hasMessageContaining("port");
  }

  @Test
  void theFileCannotNameAnotherFile() throws IOException {
    Path file = file("config = other.properties");

    assertThatThrownBy(
            () -> SettingSources.merge(Map.of(Setting.CONFIG, file.toString()), Map.of()))
        .hasMessageStartingWith("unknown key 'config'");
  }

  @Test
  void refusesAnUnknownVariable() {
    assertThatThrownBy(() -> SettingSources.merge(Map.of(), Map.of("TARN_PROT", "1")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("unknown environment variable TARN_PROT")
        .hasMessageContaining("TARN_PORT");
  }

  @Test
  void leavesTheVariablesOfTheLauncherAlone() {
    assertThat(SettingSources.merge(Map.of(), Map.of("TARN_JAVA_OPTS", "-Xmx1g")))
        .isEqualTo(SettingSources.defaults());
  }

  @Test
  void saysWhichFileCannotBeRead() {
    String missing = directory.resolve("missing.properties").toString();

    assertThatThrownBy(() -> SettingSources.merge(Map.of(Setting.CONFIG, missing), Map.of()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(missing)
        .hasMessageContaining("--config");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("tarn.properties"), text);
  }
}
