package dev.tarn.catalog.expression;

/**
 * A LIKE pattern: {@code %} stands for any text, {@code _} for one character. Matching takes at
 * most the product of both lengths in steps, whatever the pattern.
 */
final class LikePattern {
  private final int[] pattern;

  LikePattern(String pattern) {
    this.pattern = pattern.codePoints().toArray();
  }

  boolean matches(String value) {
    int[] text = value.codePoints().toArray();
    int textAt = 0;
    int patternAt = 0;
    int lastAny = -1;
    int retryText = 0;
    while (textAt < text.length) {
      if (patternAt < pattern.length && pattern[patternAt] == '%') {
        lastAny = patternAt++;
        retryText = textAt;
      } else if (patternAt < pattern.length
          && (pattern[patternAt] == '_' || pattern[patternAt] == text[textAt])) {
        patternAt++;
        textAt++;
      } else if (lastAny >= 0) {
        patternAt = lastAny + 1;
        textAt = ++retryText;
      } else {
        return false;
      }
    }
    while (patternAt < pattern.length && pattern[patternAt] == '%') {
      patternAt++;
    }
    return patternAt == pattern.length;
  }
}
