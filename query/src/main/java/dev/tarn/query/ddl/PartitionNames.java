package dev.tarn.query.ddl;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import software.amazon.awssdk.services.glue.model.Column;

/** Partitions as paths: {@code dt=2020-01-01/country=IN}, with what Hive escapes escaped. */
final class PartitionNames {
  /** The directory of rows whose partition column is null or empty. */
  static final String NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";

  private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007F";

  private PartitionNames() {}

  static String name(List<Column> keys, List<String> values) {
    StringJoiner name = new StringJoiner("/");
    for (int i = 0; i < keys.size(); i++) {
      name.add(escape(keys.get(i).name()) + "=" + escape(values.get(i)));
    }
    return name.toString();
  }

  private static String escape(String text) {
    if (text.isEmpty()) {
      return NULL_VALUE;
    }
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
        escaped.append('%').append(String.format("%02X", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** The value in a directory {@code key=value}, when the directory belongs to this key. */
  static Optional<String> value(String directory, String key) {
    int equals = directory.indexOf('=');
    // A colon in the value hides the directory from MSCK.
    if (equals <= 0 || directory.indexOf(':') >= 0) {
      return Optional.empty();
    }
    return unescape(directory.substring(0, equals)).equals(key)
        ? Optional.of(unescape(directory.substring(equals + 1)))
        : Optional.empty();
  }

  private static String unescape(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] plain = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int value = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1], bytes[i + 2]) : -1;
      plain[length] = value < 0 ? bytes[i] : (byte) value;
      length++;
      i += value < 0 ? 0 : 2;
    }
    return new String(plain, 0, length, StandardCharsets.UTF_8);
  }

  private static int hex(byte high, byte low) {
    int first = Character.digit(high, 16);
    int second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : first * 16 + second;
  }
}
