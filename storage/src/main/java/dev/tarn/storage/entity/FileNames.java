package dev.tarn.storage.entity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** File names for any text, different for different texts also where file names have no case. */
public final class FileNames {
  private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
  private static final int LONGEST = 200;

  private FileNames() {}

  public static String encode(String text) {
    var name = new StringBuilder();
    byte[] bytes = text.getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xFF);
      boolean hidden = i == 0 && c == '.';
      if (PLAIN.indexOf(c) >= 0 && !hidden) {
        name.append(c);
      } else {
        name.append('%').append(HexFormat.of().toHexDigits(bytes[i]));
      }
    }
    if (name.length() <= LONGEST) {
      return name.toString();
    }
    // No encoded text starts so: "lo" is no hexadecimal number.
    return "%long-" + digest(bytes);
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
