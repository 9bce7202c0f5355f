package dev.tarn.catalog.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Turns the name of a catalog entity into a file name that is safe everywhere: lower-case ASCII, so
 * that neither the file system's case folding nor the platform's character set can make two names
 * one. Upper-case letters become {@code ^} and the lower-case letter, every other unsafe byte a
 * percent escape; a result too long for a file system ends in a digest, and the true name is then
 * the one inside the file.
 */
public final class EntryName {
  private static final int LONGEST = 200;
  private static final int DIGEST_BYTES = 16;
  private static final HexFormat HEX = HexFormat.of();

  private EntryName() {}

  /** The file name of the entity; different names never share one. */
  public static String encode(String name) {
    StringBuilder encoded = new StringBuilder(name.length() + 16);
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      append(encoded, bytes[i], i == 0);
    }
    if (encoded.length() <= LONGEST) {
      return encoded.isEmpty() ? "%" : encoded.toString();
    }
    int cut = LONGEST - 2 - 2 * DIGEST_BYTES;
    return encoded.substring(0, cut) + "%~" + HEX.formatHex(digest(bytes), 0, DIGEST_BYTES);
  }

  private static void append(StringBuilder encoded, byte b, boolean first) {
    char c = (char) (b & 0xff);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-') {
      encoded.append(c);
    } else if (c == '.' && !first) {
      encoded.append(c);
    } else if (c >= 'A' && c <= 'Z') {
      encoded.append('^').append((char) (c + 'a' - 'A'));
    } else {
      encoded.append('%');
      HEX.toHexDigits(encoded, b);
    }
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
