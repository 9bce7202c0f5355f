package dev.tarn.query.trino.serde;

import io.krakens.grok.api.GrokCompiler;
import io.trino.plugin.hive.HiveErrorCode;
import io.trino.spi.TrinoException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Grok expression as a regular expression whose only capturing groups are the named fields, in
 * their order.
 */
// https://docs.aws.amazon.com/athena/latest/ug/grok-serde.html
final class GrokPattern {
  private static final int MAXIMUM_DEPTH = 50;

  private final Map<String, String> definitions;
  private final List<String> fields = new ArrayList<>();
  private final StringBuilder regex = new StringBuilder();

  private GrokPattern(Map<String, String> definitions) {
    this.definitions = definitions;
  }

  /**
   * Reads an expression.
   *
   * @param customPatterns lines of a name, a blank and an expression
   */
  static GrokPattern of(String expression, @Nullable String customPatterns) {
    var library = GrokCompiler.newInstance();
    library.registerDefaultPatterns();
    Map<String, String> definitions = new HashMap<>(library.getPatternDefinitions());
    if (customPatterns != null) {
      for (String line : customPatterns.lines().toList()) {
        String[] parts = line.strip().split("\\s+", 2);
        if (parts.length == 2) {
          definitions.put(parts[0], parts[1]);
        }
      }
    }
    var pattern = new GrokPattern(definitions);
    // Somewhere in the line, as Grok matches; the reader wants an expression for all of it.
    pattern.regex.append("(?s:.*?)");
    pattern.append(expression, 0);
    pattern.regex.append("(?s:.*)");
    return pattern;
  }

  String regex() {
    return regex.toString();
  }

  /**
   * The number of the group that a column is read from, counted from 0; its own without a field.
   */
  int group(String column, int ordinal) {
    int named = fields.indexOf(column.toLowerCase(Locale.ROOT));
    return named < 0 ? ordinal : named;
  }

  private void append(String expression, int depth) {
    if (depth > MAXIMUM_DEPTH) {
      throw invalid("Grok patterns refer to each other: " + expression);
    }
    boolean inClass = false;
    int position = 0;
    while (position < expression.length()) {
      char c = expression.charAt(position);
      int end = c == '%' && expression.startsWith("%{", position) ? end(expression, position) : -1;
      if (c == '\\' && position + 1 < expression.length()) {
        regex.append(c).append(expression.charAt(position + 1));
        position += 2;
      } else if (end > 0) {
        reference(expression.substring(position + 2, end), depth);
        position = end + 1;
      } else {
        inClass = c == '[' || (inClass && c != ']');
        boolean captures = c == '(' && !inClass && !expression.startsWith("?", position + 1);
        regex.append(captures ? "(?:" : String.valueOf(c));
        position++;
      }
    }
  }

  private static int end(String expression, int position) {
    return expression.indexOf('}', position);
  }

  /** NAME, NAME:field or NAME:field:type; the column has the type. */
  private void reference(String reference, int depth) {
    String[] parts = reference.split(":", 3);
    @Nullable String definition = definitions.get(parts[0]);
    if (definition == null) {
      throw invalid("There is no Grok pattern " + parts[0]);
    }
    if (parts.length > 1) {
      fields.add(parts[1].toLowerCase(Locale.ROOT));
      regex.append('(');
    } else {
      regex.append("(?:");
    }
    append(definition, depth + 1);
    regex.append(')');
  }

  private static TrinoException invalid(String problem) {
    return new TrinoException(HiveErrorCode.HIVE_INVALID_METADATA, problem);
  }
}
