package dev.tarn.catalog.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cuts texts into lower-case words at everything that is no letter and no digit. */
final class Tokens {
  private Tokens() {}

  static List<String> of(@Nullable String text) {
    List<String> tokens = new ArrayList<>();
    if (text == null) {
      return tokens;
    }
    String folded = text.toLowerCase(Locale.ROOT);
    int start = -1;
    for (int i = 0; i <= folded.length(); i++) {
      boolean part = i < folded.length() && Character.isLetterOrDigit(folded.charAt(i));
      if (part && start < 0) {
        start = i;
      } else if (!part && start >= 0) {
        tokens.add(folded.substring(start, i));
        start = -1;
      }
    }
    return tokens;
  }
}
