package dev.tarn.query.dialect;

import java.util.Set;

/** The words that Hive's parser would see in a block comment (measured). */
final class HiveLexeme {
  private static final Set<String> PAIRS = Set.of("<=", ">=", "!=", "<>", "==");

  private HiveLexeme() {}

  /** The first one of a text; blanks and what is not ASCII are passed over. */
  static String first(String text) {
    int start = 0;
    while (start < text.length() && isPassedOver(text.charAt(start))) {
      start++;
    }
    if (start == text.length()) {
      return "";
    }
    char c = text.charAt(start);
    if (c == '\'' || c == '"') {
      int end = stringEnd(text, start, c);
      return end < 0 ? first(text.substring(start + 1)) : text.substring(start, end);
    }
    if (isWord(c)) {
      return text.substring(start, wordEnd(text, start));
    }
    boolean pair = start + 2 <= text.length() && PAIRS.contains(text.substring(start, start + 2));
    return text.substring(start, start + (pair ? 2 : 1));
  }

  private static boolean isPassedOver(char c) {
    return Character.isWhitespace(c) || c > '~';
  }

  private static boolean isWord(char c) {
    return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }

  private static int wordEnd(String text, int start) {
    boolean digits = true;
    int end = start;
    while (end < text.length() && isWord(text.charAt(end))) {
      digits &= Character.isDigit(text.charAt(end));
      end++;
    }
    boolean decimal =
        digits
            && end + 1 < text.length()
            && text.charAt(end) == '.'
            && Character.isDigit(text.charAt(end + 1));
    return decimal ? wordEnd(text, end + 1) : end;
  }

  /** The offset behind a string with doubled quotes in it; -1 when it does not end. */
  private static int stringEnd(String text, int start, char quote) {
    int end = text.indexOf(quote, start + 1);
    while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == quote) {
      end = text.indexOf(quote, end + 2);
    }
    return end < 0 ? -1 : end + 1;
  }
}
