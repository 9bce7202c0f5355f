package dev.tarn.catalog.expression;

import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

/** JSQLParser, with the forms of expressions that clients send and it does not take by itself. */
final class ExpressionParser {
  /** Far beyond what clients nest, and harmless to the parser's recursion. */
  private static final int DEEPEST_NESTING = 100;

  /** As many as fit side by side into the longest expression, and harmless when nested. */
  private static final int MOST_NEGATIONS = 250;

  private ExpressionParser() {}

  /**
   * A parsed expression.
   *
   * @param backslashes whether a backslash escapes the next character of a string literal
   */
  record Parsed(Expression expression, boolean backslashes) {
    /** The text that a string literal stands for. */
    String text(StringValue literal) {
      String value = literal.getValue();
      StringBuilder text = new StringBuilder(value.length());
      for (int i = 0; i < value.length(); i++) {
        boolean escapes = value.charAt(i) == '\'' || (backslashes && value.charAt(i) == '\\');
        if (escapes && i + 1 < value.length()) {
          i++;
        }
        text.append(value.charAt(i));
      }
      return text.toString();
    }
  }

  static Parsed parse(String expression) {
    if (nesting(expression) > DEEPEST_NESTING || negations(expression) > MOST_NEGATIONS) {
      throw syntaxError(expression);
    }
    try {
      return new Parsed(parse(expression, false), false);
    } catch (InvalidInputException e) {
      if (!expression.contains("\\'")) {
        throw e;
      }
      // Hive's client writes a quote within a string literal as a backslash and a quote.
      return new Parsed(parse(expression, true), true);
    }
  }

  private static Expression parse(String expression, boolean backslashes) {
    try {
      return CCJSqlParserUtil.parseCondExpression(
          expression, false, parser -> parser.withBackslashEscapeCharacter(backslashes));
    } catch (JSQLParserException | RuntimeException e) {
      // Unchecked: the lexer's own exception, and a null pointer when there are only comments.
      throw syntaxError(expression);
    }
  }

  private static int nesting(String expression) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '(' || c == '[') {
        depth++;
        deepest = Math.max(deepest, depth);
      } else if (c == ')' || c == ']') {
        depth--;
      }
    }
    return deepest;
  }

  private static int negations(String expression) {
    int negations = 0;
    for (int i = 0; i < expression.length(); i++) {
      if (expression.charAt(i) == '!' || expression.regionMatches(true, i, "not", 0, 3)) {
        negations++;
      }
    }
    return negations;
  }

  private static InvalidInputException syntaxError(String expression) {
    return ExpressionCompiler.invalidInput("Unsupported partition expression: " + expression);
  }
}
