package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.CatalogErrors;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The patterns that GetTables and GetUserDefinedFunctions match names with: regular expressions of
 * the whole name, in which a star that repeats nothing, as in the globs {@code tmp*} and {@code *},
 * stands for any text. Clients send both forms, and Glue takes both.
 */
final class NamePattern {
  private NamePattern() {}

  /** Accepts every name without a pattern. */
  static Predicate<String> compile(@Nullable String expression) {
    if (expression == null || expression.isEmpty()) {
      return name -> true;
    }
    try {
      return Pattern.compile(withGlobs(expression), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
          .asMatchPredicate();
    } catch (PatternSyntaxException e) {
      throw CatalogErrors.invalidInput("Invalid expression: " + expression);
    }
  }

  /** Replaces each star that follows a literal character, or nothing, by "any text". */
  private static String withGlobs(String expression) {
    StringBuilder regex = new StringBuilder(expression.length() + 8);
    boolean repeatable = false;
    int i = 0;
    while (i < expression.length()) {
      char c = expression.charAt(i);
      int end = i + 1;
      if (c == '\\') {
        end = escapeEnd(expression, i);
        repeatable = true;
      } else if (c == '*' && !repeatable) {
        regex.append('.');
      } else {
        repeatable = c == '.' || c == ')' || c == ']' || c == '}';
      }
      regex.append(expression, i, end);
      i = end;
    }
    return regex.toString();
  }

  /** Where the escape at the position ends: after one character, or after a quotation. */
  private static int escapeEnd(String expression, int start) {
    if (expression.startsWith("\\Q", start)) {
      int quoted = expression.indexOf("\\E", start);
      return quoted < 0 ? expression.length() : quoted + 2;
    }
    return Math.min(start + 2, expression.length());
  }
}
