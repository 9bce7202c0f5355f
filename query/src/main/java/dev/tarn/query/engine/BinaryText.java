package dev.tarn.query.engine;

import java.util.Arrays;

/** How Athena writes bytes. */
public final class BinaryText {
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private BinaryText() {}

  /** Measured, for a value of its own: lower-case bytes with a blank between, {@code de ad}. */
  public static String hex(byte[] bytes) {
    if (bytes.length == 0) {
      return "";
    }
    char[] text = new char[bytes.length * 3 - 1];
    for (int i = 0; i < bytes.length; i++) {
      if (i > 0) {
        text[i * 3 - 1] = ' ';
      }
      text[i * 3] = DIGITS[(bytes[i] >> 4) & 0xF];
      text[i * 3 + 1] = DIGITS[bytes[i] & 0xF];
    }
    return new String(text);
  }

  /** Measured, inside an array, map or row: what Java prints of the array itself. */
  public static String object(byte[] bytes) {
    return "[B@" + Integer.toHexString(Arrays.hashCode(bytes));
  }
}
