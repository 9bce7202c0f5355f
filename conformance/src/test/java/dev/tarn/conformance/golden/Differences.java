package dev.tarn.conformance.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What of an answer is not as expected; all of it is told at once. */
final class Differences {
  private final List<String> found = new ArrayList<>();
  private final Placeholders placeholders;

  Differences(Placeholders placeholders) {
    this.placeholders = placeholders;
  }

  Placeholders placeholders() {
    return placeholders;
  }

  void add(String difference) {
    found.add(difference);
  }

  void text(String what, String expected, @Nullable String actual) {
    if (!placeholders.matches(expected, actual)) {
      differ(what, placeholders.fill(expected), actual);
    }
  }

  void same(String what, @Nullable Object expected, @Nullable Object actual) {
    if (!Objects.equals(expected, actual)) {
      differ(what, expected, actual);
    }
  }

  private void differ(String what, @Nullable Object expected, @Nullable Object actual) {
    found.add(what + "\n  expected: " + expected + "\n  actual:   " + actual);
  }

  void failIfAny(GoldenCase golden) {
    if (!found.isEmpty()) {
      throw new AssertionError(
          placeholders.fill(golden.sql())
              + "\n(source: "
              + golden.source()
              + ")\n"
              + String.join("\n", found));
    }
  }
}
