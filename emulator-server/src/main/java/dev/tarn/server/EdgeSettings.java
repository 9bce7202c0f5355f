package dev.tarn.server;

import dev.tarn.server.config.InvalidSettingException;
import dev.tarn.server.config.Setting;
import dev.tarn.server.config.SettingValue;
import dev.tarn.server.signature.AuthConfig;
import dev.tarn.server.tls.TlsConfig;
import dev.tarn.server.tls.TlsConfig.OwnCertificate;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the settings of the port's security and log. */
final class EdgeSettings {
  private final Map<Setting, SettingValue> values;

  EdgeSettings(Map<Setting, SettingValue> values) {
    this.values = values;
  }

  EdgeConfig check() {
    return new EdgeConfig(auth(), tls(), text(Setting.REQUEST_LOG));
  }

  private AuthConfig auth() {
    SettingValue mode = value(Setting.AUTH);
    Map<String, String> keys = keys();
    return switch (mode.text()) {
      case "none" -> AuthConfig.NONE;
      case "strict" -> {
        if (keys.isEmpty()) {
          throw new InvalidSettingException(
              mode.origin() + " is strict, but " + Setting.CREDENTIALS.key() + " is empty");
        }
        yield AuthConfig.strict(keys);
      }
      default -> throw InvalidSettingException.of(mode, "one of none, strict");
    };
  }

  private Map<String, String> keys() {
    SettingValue setting = value(Setting.CREDENTIALS);
    Map<String, String> keys = new LinkedHashMap<>();
    for (String pair : parts(setting)) {
      int colon = pair.indexOf(':');
      if (colon <= 0 || colon == pair.length() - 1) {
        // Without the value: it holds a secret.
        throw new InvalidSettingException(
            setting.origin() + " must be KEYID:SECRET, more of them after commas");
      }
      keys.put(pair.substring(0, colon), pair.substring(colon + 1));
    }
    return keys;
  }

  private TlsConfig tls() {
    SettingValue names = value(Setting.TLS_NAMES);
    List<String> checked = parts(names);
    if (!checked.stream().allMatch(TlsConfig::isName)) {
      throw InvalidSettingException.of(names, "host names or addresses, with commas between them");
    }
    Optional<Path> certificate = file(Setting.TLS_CERTIFICATE);
    Optional<Path> key = file(Setting.TLS_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      Setting given = certificate.isPresent() ? Setting.TLS_CERTIFICATE : Setting.TLS_KEY;
      Setting missing = certificate.isPresent() ? Setting.TLS_KEY : Setting.TLS_CERTIFICATE;
      throw new InvalidSettingException(
          value(given).origin() + " is of no use without " + missing.key());
    }
    return new TlsConfig(
        checked, certificate.flatMap(file -> key.map(other -> new OwnCertificate(file, other))));
  }

  private Optional<Path> file(Setting setting) {
    Optional<String> text = text(setting);
    try {
      return text.map(name -> Path.of(name).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      throw InvalidSettingException.of(value(setting), "a file");
    }
  }

  private Optional<String> text(Setting setting) {
    return Optional.of(value(setting).text().strip()).filter(text -> !text.isEmpty());
  }

  private static List<String> parts(SettingValue value) {
    return Arrays.stream(value.text().split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private SettingValue value(Setting setting) {
    SettingValue value = values.get(setting);
    if (value == null) {
      throw new IllegalArgumentException("No value for " + setting.key());
    }
    return value;
  }
}
