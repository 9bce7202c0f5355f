package dev.tarn.query.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Collects the UTF-8 bytes of one cell; reused from cell to cell. */
final class CellText {
  private byte[] bytes = new byte[256];
  private int length;

  void clear() {
    length = 0;
  }

  boolean isEmpty() {
    return length == 0;
  }

  void add(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) value;
  }

  String text() {
    return new String(bytes, 0, length, UTF_8);
  }
}
