package dev.tarn.storage;

import java.util.Comparator;

/**
 * The order S3 lists keys in: by the bytes of their UTF-8 form, which is the order of code points.
 */
public final class Utf8Order {

  public static final Comparator<String> INSTANCE = Utf8Order::compare;

  private Utf8Order() {}

  /** As comparators do. */
  public static int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // Surrogates stand for code points above U+FFFF, so they sort after U+E000..U+FFFF.
        boolean aSurrogate = Character.isSurrogate(a);
        boolean bSurrogate = Character.isSurrogate(b);
        return aSurrogate == bSurrogate ? Character.compare(a, b) : aSurrogate ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** The number of bytes of the UTF-8 form; -1 when the text holds half a surrogate pair. */
  static int encodedLength(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        length++;
      } else if (c < 0x800) {
        length += 2;
      } else if (!Character.isSurrogate(c)) {
        length += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        length += 4;
        i++;
      } else {
        return -1;
      }
    }
    return length;
  }
}
