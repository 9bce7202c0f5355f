package dev.tarn.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Merges defaults, configuration file, environment and command line; the later ones win. */
public final class SettingSources {
  /** Read by the launcher scripts, so not ours to refuse. */
  private static final Set<String> LAUNCHER_VARIABLES =
      Set.of("TARN_AOT", "TARN_AOT_CACHE", "TARN_JAVA_HOME", "TARN_JAVA_OPTS");

  private SettingSources() {}

  /**
   * Every setting with its value.
   *
   * @throws InvalidSettingException for an unknown key or variable, or an unreadable file
   */
  public static Map<Setting, SettingValue> merge(
      Map<Setting, String> commandLine, Map<String, String> environment) {
    Map<Setting, SettingValue> outer = new EnumMap<>(Setting.class);
    readEnvironment(environment, outer);
    commandLine.forEach(
        (setting, text) -> outer.put(setting, new SettingValue(text, setting.option())));

    Map<Setting, SettingValue> merged = defaults();
    SettingValue file = outer.get(Setting.CONFIG);
    if (file != null) {
      readFile(file, merged);
    }
    merged.putAll(outer);
    return merged;
  }

  /** Every setting with its default. */
  public static Map<Setting, SettingValue> defaults() {
    Map<Setting, SettingValue> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      values.put(setting, new SettingValue(setting.defaultText(), setting.key()));
    }
    return values;
  }

  private static void readEnvironment(
      Map<String, String> environment, Map<Setting, SettingValue> values) {
    for (String variable : new TreeSet<>(environment.keySet())) {
      if (!Setting.looksLikeOurs(variable) || LAUNCHER_VARIABLES.contains(variable)) {
        continue;
      }
      Setting setting =
          Setting.withVariable(variable)
              .orElseThrow(() ->
                  new InvalidSettingException(
                      "unknown environment variable "
                          + variable
                          + " (known are "
                          + Setting.allVariables()
                          + ")"));
      values.put(setting, new SettingValue(environment.getOrDefault(variable, ""), variable));
    }
  }

  private static void readFile(SettingValue file, Map<Setting, SettingValue> values) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file.text()))) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidSettingException(
          "cannot read the configuration file '"
              + file.text()
              + "' of "
              + file.origin()
              + ": "
              + e);
    }
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      Setting setting =
          Setting.withKey(key)
              .orElseThrow(() ->
                  new InvalidSettingException(
                      "unknown key '"
                          + key
                          + "' in "
                          + file.text()
                          + " (known are "
                          + Setting.allKeys()
                          + ")"));
      values.put(
          setting,
          new SettingValue(properties.getProperty(key).strip(), key + " in " + file.text()));
    }
  }
}
