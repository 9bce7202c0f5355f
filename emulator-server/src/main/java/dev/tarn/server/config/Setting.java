package dev.tarn.server.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything that can be set, once. A setting {@code log-level} is the option {@code --log-level},
 * the environment variable {@code TARN_LOG_LEVEL} and the key {@code log-level} of the
 * configuration file.
 */
public enum Setting {
  HOST(
      "host",
      "127.0.0.1",
      "ADDRESS",
      "Address to listen on. 0.0.0.0 lets other machines in; there is no access control."),
  PORT("port", "4566", "PORT", "Port of all services. 0 picks a free one and prints it."),
  DATA(
      "data",
      "tarn-data",
      "DIR",
      "Directory that keeps the catalog, the objects and the query history."),
  CONFIG("config", "", "FILE", "Configuration file: Java properties, one `key = value` a line."),
  ACCOUNT_ID(
      "account-id",
      "000000000000",
      "DIGITS",
      "AWS account that every caller belongs to, twelve digits."),
  REGION("region", "us-east-1", "NAME", "AWS region that appears in ARNs."),
  DURABILITY(
      "durability",
      "process",
      "MODE",
      "What acknowledged writes survive: `process` a killed process, `fsync` a power cut too."),
  ENGINE(
      "engine",
      "embedded",
      "ENGINE",
      "What runs the queries: `embedded`, or `trino:http[s]://[user[:password]@]host:port`, a Trino"
          + " cluster elsewhere (docs/external-engine.md)."),
  INIT(
      "init",
      "",
      "DIR",
      "Directory whose shell scripts, statements, catalogs and objects are run and loaded at each"
          + " start (docs/container.md). One that is not there is none."),
  MEMORY(
      "memory",
      "",
      "SIZE",
      "Heap of the server's JVM, such as `512m` or `4g`; read by the launcher. Without it the JVM takes"
          + " up to a quarter of the machine's memory."),
  LOG_LEVEL(
      "log-level",
      "info",
      "LEVEL",
      "One of error, warn, info, debug, trace. debug logs every request, libraries speak up one"
          + " level later."),
  REQUEST_LOG(
      "request-log",
      "",
      "FILE",
      "Where every request is written as one line of JSON: a file, or `-` for standard error."),
  AUTH(
      "auth",
      "none",
      "MODE",
      "Whose requests are served: `none` takes any credentials, `strict` verifies SigV4 signatures"
          + " against `credentials`."),
  CREDENTIALS(
      "credentials",
      "",
      "KEYS",
      "The access keys of `auth=strict`: `KEYID:SECRET`, more of them after commas."),
  TLS_NAMES(
      "tls-names",
      "",
      "NAMES",
      "Host names and addresses that the TLS certificate is for beside localhost, with commas"
          + " between them."),
  TLS_CERTIFICATE(
      "tls-certificate",
      "",
      "FILE",
      "A PEM file with a certificate of your own, and those that vouch for it, to use for TLS."),
  TLS_KEY("tls-key", "", "FILE", "The PEM file with the private key of `tls-certificate`.");

  private static final String VARIABLE_PREFIX = "TARN_";

  private final String key;
  private final String defaultText;
  private final String placeholder;
  private final String meaning;

  Setting(String key, String defaultText, String placeholder, String meaning) {
    this.key = key;
    this.defaultText = defaultText;
    this.placeholder = placeholder;
    this.meaning = meaning;
  }

  /** The name in the configuration file. */
  public String key() {
    return key;
  }

  /** The name on the command line. */
  public String option() {
    return "--" + key;
  }

  /** The name in the environment. */
  public String variable() {
    return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** The value when nothing sets it; empty when there is none. */
  public String defaultText() {
    return defaultText;
  }

  /** What stands for the value in usage texts. */
  public String placeholder() {
    return placeholder;
  }

  /** One or two sentences for a user. */
  public String meaning() {
    return meaning;
  }

  /** Whether the configuration file may hold it: not its own name, nor what the launcher reads. */
  public boolean inFile() {
    return this != CONFIG && this != MEMORY;
  }

  static Optional<Setting> withKey(String key) {
    return Arrays.stream(values()).filter(s -> s.inFile() && s.key.equals(key)).findFirst();
  }

  static Optional<Setting> withVariable(String variable) {
    return Arrays.stream(values()).filter(s -> s.variable().equals(variable)).findFirst();
  }

  static boolean looksLikeOurs(String variable) {
    return variable.startsWith(VARIABLE_PREFIX);
  }

  static String allKeys() {
    return Arrays.stream(values())
        .filter(Setting::inFile)
        .map(Setting::key)
        .collect(Collectors.joining(", "));
  }

  static String allVariables() {
    return Arrays.stream(values()).map(Setting::variable).collect(Collectors.joining(", "));
  }
}
