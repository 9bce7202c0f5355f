package dev.tarn.query.trino.serde;

/** The escapes in a key, as OpenX's parser takes them: an unknown one is the character itself. */
final class JsonEscapes {
  private static final int HEX_DIGITS = 4;
  private static final int HEX = 16;

  private JsonEscapes() {}

  static String decode(String text) {
    var out = new StringBuilder(text.length());
    for (int position = 0; position < text.length(); position++) {
      char letter = text.charAt(position);
      if (letter != '\\' || position + 1 == text.length()) {
        out.append(letter);
        continue;
      }
      char escaped = text.charAt(++position);
      if (escaped == 'u' && position + HEX_DIGITS < text.length()) {
        out.append(unicode(text.substring(position + 1, position + 1 + HEX_DIGITS)));
        position += HEX_DIGITS;
      } else {
        out.append(control(escaped));
      }
    }
    return out.toString();
  }

  private static char unicode(String digits) {
    return digits.chars().allMatch(digit -> Character.digit(digit, HEX) >= 0)
        ? (char) Integer.parseInt(digits, HEX)
        : '\uFFFD';
  }

  private static char control(char escaped) {
    return switch (escaped) {
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      default -> escaped;
    };
  }
}
