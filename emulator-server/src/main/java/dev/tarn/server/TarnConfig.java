package dev.tarn.server;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.query.cluster.ClusterConfig;
import dev.tarn.server.config.InvalidSettingException;
import dev.tarn.server.config.Setting;
import dev.tarn.server.config.SettingSources;
import dev.tarn.server.config.SettingValue;
import dev.tarn.server.logging.LogLevel;
import dev.tarn.storage.Durability;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The checked values of all settings of one server.
 *
 * @param init the directory with what is to be run and loaded at the start
 * @param cluster the Trino cluster that runs the queries; the embedded engine does when absent
 */
public record TarnConfig(
    String host,
    int port,
    Path dataDirectory,
    AwsAccount account,
    Durability durability,
    Optional<ClusterConfig> cluster,
    LogLevel logLevel,
    EdgeConfig edge,
    Optional<Path> init) {
  private static final String EMBEDDED = "embedded";
  private static final String CLUSTER_PREFIX = "trino:";
  private static final int MAX_PORT = 65_535;
  private static final String ACCOUNT_DIGITS = "0123456789";
  private static final int ACCOUNT_LENGTH = 12;

  /** Every setting at its default. */
  public static TarnConfig defaults() {
    return of(SettingSources.defaults());
  }

  /**
   * Checks the texts of all settings.
   *
   * @throws InvalidSettingException naming the setting and where its value came from
   */
  public static TarnConfig of(Map<Setting, SettingValue> values) {
    return new TarnConfig(
        notBlank(value(values, Setting.HOST)),
        port(value(values, Setting.PORT)),
        directory(value(values, Setting.DATA)),
        account(value(values, Setting.ACCOUNT_ID), value(values, Setting.REGION)),
        oneOf(Durability.class, value(values, Setting.DURABILITY)),
        cluster(value(values, Setting.ENGINE)),
        oneOf(LogLevel.class, value(values, Setting.LOG_LEVEL)),
        new EdgeSettings(values).check(),
        init(value(values, Setting.INIT)));
  }

  /** The same with another port; 0 picks a free one. */
  public TarnConfig withPort(int newPort) {
    return new TarnConfig(
        host, newPort, dataDirectory, account, durability, cluster, logLevel, edge, init);
  }

  /** The same with another data directory. */
  public TarnConfig withDataDirectory(Path directory) {
    return new TarnConfig(
        host, port, directory.toAbsolutePath(), account, durability, cluster, logLevel, edge, init);
  }

  /** The same with another way to speak with clients. */
  public TarnConfig withEdge(EdgeConfig other) {
    return new TarnConfig(
        host, port, dataDirectory, account, durability, cluster, logLevel, other, init);
  }

  /** The same with a cluster that runs the queries. */
  public TarnConfig withCluster(ClusterConfig config) {
    return new TarnConfig(
        host, port, dataDirectory, account, durability, Optional.of(config), logLevel, edge, init);
  }

  /** The same with a directory of what is to be run and loaded at the start. */
  public TarnConfig withInit(Path directory) {
    return new TarnConfig(
        host,
        port,
        dataDirectory,
        account,
        durability,
        cluster,
        logLevel,
        edge,
        Optional.of(directory));
  }

  private static Optional<Path> init(SettingValue value) {
    if (value.text().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(directory(value));
  }

  private static Optional<ClusterConfig> cluster(SettingValue value) {
    if (value.text().equals(EMBEDDED)) {
      return Optional.empty();
    }
    String expected = "`embedded` or `trino:` and the URL of a Trino cluster";
    if (!value.text().startsWith(CLUSTER_PREFIX)) {
      throw InvalidSettingException.of(value, expected);
    }
    try {
      return Optional.of(ClusterConfig.parse(value.text().substring(CLUSTER_PREFIX.length())));
    } catch (IllegalArgumentException e) {
      throw InvalidSettingException.of(value, expected + "; " + e.getMessage());
    }
  }

  private static SettingValue value(Map<Setting, SettingValue> values, Setting setting) {
    SettingValue value = values.get(setting);
    if (value == null) {
      throw new IllegalArgumentException("No value for " + setting.key());
    }
    return value;
  }

  private static String notBlank(SettingValue value) {
    if (value.text().isBlank()) {
      throw InvalidSettingException.of(value, "a name or an address");
    }
    return value.text();
  }

  private static int port(SettingValue value) {
    try {
      int port = Integer.parseInt(value.text());
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw InvalidSettingException.of(value, "a number from 0 to " + MAX_PORT);
    }
    throw InvalidSettingException.of(value, "a number from 0 to " + MAX_PORT);
  }

  private static Path directory(SettingValue value) {
    if (value.text().isBlank()) {
      throw InvalidSettingException.of(value, "a directory");
    }
    try {
      return Path.of(value.text()).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw InvalidSettingException.of(value, "a directory");
    }
  }

  private static AwsAccount account(SettingValue accountId, SettingValue region) {
    boolean digitsOnly = accountId.text().chars().allMatch(c -> ACCOUNT_DIGITS.indexOf(c) >= 0);
    if (accountId.text().length() != ACCOUNT_LENGTH || !digitsOnly) {
      throw InvalidSettingException.of(accountId, "twelve digits");
    }
    return new AwsAccount(accountId.text(), notBlank(region), partition(region.text()));
  }

  private static String partition(String region) {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  private static <E extends Enum<E>> E oneOf(Class<E> type, SettingValue value) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(value.text())) {
        return constant;
      }
    }
    String names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw InvalidSettingException.of(value, "one of " + names);
  }
}
