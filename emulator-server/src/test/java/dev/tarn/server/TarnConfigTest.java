package dev.tarn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.query.cluster.ClusterConfig;
import dev.tarn.server.config.InvalidSettingException;
import dev.tarn.server.config.Setting;
import dev.tarn.server.config.SettingSources;
import dev.tarn.server.logging.LogLevel;
import dev.tarn.storage.Durability;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TarnConfigTest {
  @Test
  void defaultsAreForOneLocalUser() {
    assertThat(TarnConfig.defaults())
        .isEqualTo(
            new TarnConfig(
                "127.0.0.1",
                4566,
                Path.of("tarn-data").toAbsolutePath(),
                AwsAccount.DEFAULT,
                Durability.PROCESS,
                Optional.empty(),
                LogLevel.INFO,
                EdgeConfig.DEFAULT,
                Optional.empty()));
  }

  /** Without the value: it may be a secret. */
  @ParameterizedTest
  @CsvSource({
    "AUTH, strict, '--auth is strict, but credentials is empty'",
    "CREDENTIALS, abc, '--credentials must be KEYID:SECRET, more of them after commas'",
    "CREDENTIALS, a:, '--credentials must be KEYID:SECRET, more of them after commas'",
    "TLS_KEY, k.pem, --tls-key is of no use without tls-certificate",
  })
  void settingsThatNeedEachOther(Setting setting, String text, String problem) {
    assertThatThrownBy(() -> config(Map.of(setting, text)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "AUTH, maybe, '--auth must be one of none, strict'",
    "TLS_NAMES, a b, --tls-names must be host names or addresses",
    "TLS_NAMES, 1.2.3.4.5, --tls-names must be host names or addresses",
    "PORT, 65536, --port must be a number from 0 to 65535",
    "PORT, -1, --port must be a number from 0 to 65535",
    "PORT, http, --port must be a number from 0 to 65535",
    "HOST, ' ', --host must be",
    "DATA, '', --data must be a directory",
    "ACCOUNT_ID, 12345678901, --account-id must be twelve digits",
    "ACCOUNT_ID, 12345678901x, --account-id must be twelve digits",
    "DURABILITY, disk, '--durability must be one of process, fsync'",
    "ENGINE, presto, --engine must be `embedded` or `trino:` and the URL of a Trino cluster",
    "ENGINE, trino:ftp://h, --engine must be `embedded` or `trino:` and the URL of a Trino cluster;"
        + " it must begin with http:// or https://",
    "ENGINE, trino:http://h/ui, --engine must be `embedded` or `trino:` and the URL of a Trino"
        + " cluster; it must name a host and a port and nothing else",
    "ENGINE, trino:http://u:p@h, --engine must be `embedded` or `trino:` and the URL of a Trino"
        + " cluster; a password needs https://",
    "LOG_LEVEL, loud, '--log-level must be one of error, warn, info, debug, trace'",
  })
  void refusesAValueAndSaysWhatItMustBe(Setting setting, String text, String message) {
    assertThatThrownBy(() -> config(Map.of(setting, text)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith(message)
        .hasMessageEndingWith("but is '" + text + "'");
  }

  @Test
  void aClusterHasAnAddressAndAUser() {
    ClusterConfig cluster =
        config(Map.of(Setting.ENGINE, "trino:https://ann:secret@trino.example:8443/"))
            .cluster()
            .orElseThrow();
    assertThat(cluster.server()).hasToString("https://trino.example:8443");
    assertThat(cluster.user()).isEqualTo("ann");
    assertThat(cluster.password()).contains("secret");
    assertThat(cluster.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({"eu-central-1, aws", "cn-north-1, aws-cn", "us-gov-west-1, aws-us-gov"})
  void thePartitionFollowsFromTheRegion(String region, String partition) {
    assertThat(config(Map.of(Setting.REGION, region)).account())
        .isEqualTo(new AwsAccount("000000000000", region, partition));
  }

  private static TarnConfig config(Map<Setting, String> commandLine) {
    return TarnConfig.of(SettingSources.merge(commandLine, Map.of()));
  }
}
