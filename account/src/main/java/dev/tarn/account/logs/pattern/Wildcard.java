package dev.tarn.account.logs.pattern;

import java.util.List;

/** A text in which {@code *} stands for any characters: the parts between the stars, in order. */
record Wildcard(List<String> parts) {
  static Wildcard of(String text) {
    return new Wildcard(List.of(text.split("\\*", -1)));
  }

  boolean matches(String value) {
    if (parts.size() == 1) {
      return value.equals(parts.getFirst());
    }
    if (!value.startsWith(parts.getFirst())) {
      return false;
    }
    int at = parts.getFirst().length();
    for (String part : parts.subList(1, parts.size() - 1)) {
      int found = value.indexOf(part, at);
      if (found < 0) {
        return false;
      }
      at = found + part.length();
    }
    return value.length() - at >= parts.getLast().length() && value.endsWith(parts.getLast());
  }
}
