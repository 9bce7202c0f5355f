package dev.tarn.protocol.validation;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What every string inside a list or map must satisfy. */
public final class TextRule {
  private final int min;
  private final int max;
  private final @Nullable Pattern pattern;
  private final List<String> allowed;

  private TextRule(int min, int max, @Nullable Pattern pattern, Collection<?> allowed) {
    this.min = min;
    this.max = max;
    this.pattern = pattern;
    this.allowed = allowed.stream().map(Object::toString).toList();
  }

  /** In characters. */
  public static TextRule length(int min, int max) {
    return new TextRule(min, max, null, List.of());
  }

  /** In characters, and the whole string must match. */
  public static TextRule length(int min, int max, Pattern pattern) {
    return new TextRule(min, max, pattern, List.of());
  }

  /** One of an SDK enum's values. */
  public static TextRule oneOf(Collection<?> allowed) {
    return new TextRule(0, Integer.MAX_VALUE, null, allowed);
  }

  boolean accepts(@Nullable String value) {
    if (value == null) {
      return false;
    }
    int length = value.codePointCount(0, value.length());
    return length >= min
        && length <= max
        && (pattern == null || pattern.matcher(value).matches())
        && (allowed.isEmpty() || allowed.contains(value));
  }

  /** AWS names all of the rule, whichever part was violated. */
  String describe() {
    if (!allowed.isEmpty()) {
      return "[" + Constraints.enumTail(allowed) + "]";
    }
    String lengths =
        "Member must have length less than or equal to "
            + max
            + ", Member must have length greater than or equal to "
            + min;
    return pattern == null
        ? "[" + lengths + "]"
        : "[" + lengths + ", Member must satisfy regular expression pattern: " + pattern + "]";
  }
}
