package dev.tarn.account.logs.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Terms of which all must be in the message, or with {@code ?} any, and terms with {@code -} that
 * must not. A term is found anywhere in the message, in its own case.
 */
record TermPattern(List<String> all, List<String> any, List<String> none) implements FilterPattern {
  @Override
  public boolean matches(String message) {
    return all.stream().allMatch(message::contains)
        && none.stream().noneMatch(message::contains)
        && (any.isEmpty() || any.stream().anyMatch(message::contains));
  }

  static TermPattern parse(String pattern) {
    TermPattern terms = new TermPattern(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int at = 0;
    while (at < pattern.length()) {
      char first = pattern.charAt(at);
      if (Character.isWhitespace(first)) {
        at++;
        continue;
      }
      List<String> kind =
          switch (first) {
            case '?' -> terms.any;
            case '-' -> terms.none;
            default -> terms.all;
          };
      int start = first == '?' || first == '-' ? at + 1 : at;
      at =
          pattern.startsWith("\"", start)
              ? phrase(pattern, start, kind)
              : word(pattern, start, kind);
    }
    if (!terms.any.isEmpty() && !(terms.all.isEmpty() && terms.none.isEmpty())) {
      throw FilterPattern.unsupported("that mixes ? with other terms");
    }
    return terms;
  }

  private static int word(String pattern, int start, List<String> terms) {
    int end = start;
    while (end < pattern.length() && !Character.isWhitespace(pattern.charAt(end))) {
      end++;
    }
    String word = pattern.substring(start, end);
    if (word.startsWith("%")) {
      throw FilterPattern.unsupported("with regular expressions");
    }
    if (word.isEmpty() || !word.codePoints().allMatch(TermPattern::isPlain)) {
      throw FilterPattern.invalid("Invalid character(s) in term '" + word + "'");
    }
    terms.add(word);
    return end;
  }

  private static boolean isPlain(int character) {
    return Character.isLetterOrDigit(character) || character == '_';
  }

  /** A quotation mark inside is escaped by a backslash. */
  private static int phrase(String pattern, int start, List<String> terms) {
    StringBuilder phrase = new StringBuilder();
    int at = start + 1;
    while (at < pattern.length() && pattern.charAt(at) != '"') {
      if (pattern.charAt(at) == '\\' && at + 1 < pattern.length()) {
        at++;
      }
      phrase.append(pattern.charAt(at));
      at++;
    }
    if (at >= pattern.length()) {
      throw FilterPattern.invalid("a quotation mark is missing");
    }
    terms.add(phrase.toString());
    return at + 1;
  }
}
