package dev.tarn.server.document;

import dev.tarn.server.config.Setting;

/** {@code docs/configuration.md}: every setting with its three names, from the one table. */
final class ConfigurationDocument {
  private static final String HEAD =
      """
      # Configuration

      <!-- Generated from dev.tarn.server.config.Setting; a test fails when it is stale. -->

      Every setting can be given in three places. When several give it, the first of these wins:

      1. the command line, `tarn serve --port 4567`
      2. the environment, `TARN_PORT=4567`
      3. the configuration file that `--config` or `TARN_CONFIG` names, `port = 4567`

      The file is a Java properties file in UTF-8. An option, a `TARN_` variable or a key that is not
      in this table stops the start with a message that names it.

      | option | variable | key in the file | default | meaning |
      |---|---|---|---|---|
      """;

  private static final String TAIL =
      """

      The launcher `bin/tarn` reads three more variables: `TARN_JAVA_HOME` is the Java to run on
      (otherwise a Java 25 is looked for), `TARN_JAVA_OPTS` is a list of options for it, such as
      `-Xmx4g`, and `TARN_AOT_CACHE` is the file that `tarn train` writes and later starts read
      (otherwise `cache/tarn.aot` in the distribution).

      In Kubernetes, a service named `tarn` makes the cluster set `TARN_PORT` and others in every
      pod; name the service differently or set `enableServiceLinks: false`.
      """;

  private ConfigurationDocument() {}

  static String text() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Setting setting : Setting.values()) {
      text.append("| `")
          .append(setting.option())
          .append(' ')
          .append(setting.placeholder())
          .append("` | `")
          .append(setting.variable())
          .append("` | ")
          .append(setting.inFile() ? "`" + setting.key() + "`" : "")
          .append(" | ")
          .append(setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`")
          .append(" | ")
          .append(setting.meaning())
          .append(" |\n");
    }
    return text.append(TAIL).toString();
  }
}
