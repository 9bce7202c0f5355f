package dev.tarn.server.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Paths and queries in the one form that signatures are made over. */
final class UriText {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private UriText() {}

  /** A parameter of a query, both parts in their canonical form. */
  record Parameter(String name, String value) implements Comparable<Parameter> {
    @Override
    public int compareTo(Parameter other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : value.compareTo(other.value);
    }
  }

  /** Of a path as it was sent; every other octet is encoded, once more for what is not S3. */
  static String canonicalPath(String path, boolean encodeTwice) {
    String rooted = path.isEmpty() ? "/" : path;
    String once = encode(decode(rooted, false), true);
    return encodeTwice ? encode(latin1(once), true) : once;
  }

  /** In the order of the request. */
  static List<Parameter> parameters(@Nullable String query) {
    List<Parameter> parameters = new ArrayList<>();
    if (query == null || query.isEmpty()) {
      return parameters;
    }
    for (String part : query.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        parameters.add(
            new Parameter(encode(decode(name, true), false), encode(decode(value, true), false)));
      }
    }
    return parameters;
  }

  /** The decoded value of a parameter of the query. */
  static Optional<String> parameter(List<Parameter> parameters, String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .map(parameter -> new String(decode(parameter.value(), false), StandardCharsets.UTF_8));
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] decode(String text, boolean plusIsSpace) {
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%' && i + 2 < raw.length && isHex(raw[i + 1]) && isHex(raw[i + 2])) {
        decoded.write(HexFormat.fromHexDigit(raw[i + 1]) * 16 + HexFormat.fromHexDigit(raw[i + 2]));
        i += 2;
      } else {
        decoded.write(plusIsSpace && raw[i] == '+' ? ' ' : raw[i]);
      }
    }
    return decoded.toByteArray();
  }

  private static boolean isHex(byte b) {
    return HexFormat.isHexDigit(b);
  }

  private static String encode(byte[] bytes, boolean keepSlash) {
    StringBuilder text = new StringBuilder(bytes.length + 16);
    for (byte b : bytes) {
      boolean unreserved =
          (b >= 'A' && b <= 'Z')
              || (b >= 'a' && b <= 'z')
              || (b >= '0' && b <= '9')
              || b == '-'
              || b == '.'
              || b == '_'
              || b == '~';
      if (unreserved || (keepSlash && b == '/')) {
        text.append((char) b);
      } else {
        text.append('%').append(HEX.toHexDigits(b));
      }
    }
    return text.toString();
  }
}
