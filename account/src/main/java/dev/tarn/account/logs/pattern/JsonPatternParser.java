package dev.tarn.account.logs.pattern;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads {@code { ($.status = 5* || $.slow IS TRUE) && $.user NOT EXISTS }}. */
final class JsonPatternParser {
  private static final int DEEPEST = 50;

  private final String text;
  private int at;
  private int depth;

  JsonPatternParser(String text) {
    this.text = text;
  }

  JsonCondition parse() {
    expect("{");
    JsonCondition condition = any();
    expect("}");
    skipSpace();
    if (at < text.length()) {
      throw invalid();
    }
    return condition;
  }

  private JsonCondition any() {
    List<JsonCondition> parts = new ArrayList<>(List.of(all()));
    while (accept("||")) {
      parts.add(all());
    }
    return parts.size() == 1 ? parts.getFirst() : new JsonCondition.Or(parts);
  }

  private JsonCondition all() {
    List<JsonCondition> parts = new ArrayList<>(List.of(one()));
    while (accept("&&")) {
      parts.add(one());
    }
    return parts.size() == 1 ? parts.getFirst() : new JsonCondition.And(parts);
  }

  private JsonCondition one() {
    if (accept("(")) {
      if (++depth > DEEPEST) {
        throw invalid();
      }
      JsonCondition inside = any();
      expect(")");
      depth--;
      return inside;
    }
    JsonPath path = path();
    if (acceptWord("IS")) {
      if (acceptWord("NULL")) {
        return new JsonCondition.Null(path);
      }
      if (acceptWord("TRUE")) {
        return new JsonCondition.Truth(path, true);
      }
      if (acceptWord("FALSE")) {
        return new JsonCondition.Truth(path, false);
      }
      throw invalid();
    }
    if (acceptWord("NOT")) {
      if (acceptWord("EXISTS")) {
        return new JsonCondition.Missing(path);
      }
      throw invalid();
    }
    return compare(path, comparison());
  }

  private JsonCondition.Comparison comparison() {
    if (accept("!=")) {
      return JsonCondition.Comparison.NOT_EQUAL;
    }
    if (accept("<=")) {
      return JsonCondition.Comparison.LESS_OR_EQUAL;
    }
    if (accept(">=")) {
      return JsonCondition.Comparison.GREATER_OR_EQUAL;
    }
    if (accept("<")) {
      return JsonCondition.Comparison.LESS;
    }
    if (accept(">")) {
      return JsonCondition.Comparison.GREATER;
    }
    expect("=");
    return JsonCondition.Comparison.EQUAL;
  }

  private JsonCondition compare(JsonPath path, JsonCondition.Comparison comparison) {
    skipSpace();
    boolean equality =
        comparison == JsonCondition.Comparison.EQUAL
            || comparison == JsonCondition.Comparison.NOT_EQUAL;
    boolean equal = comparison == JsonCondition.Comparison.EQUAL;
    if (text.startsWith("\"", at)) {
      if (!equality) {
        throw invalid();
      }
      return new JsonCondition.Text(path, equal, Wildcard.of(quoted('"')));
    }
    if (text.startsWith("%", at)) {
      throw FilterPattern.unsupported("with regular expressions");
    }
    String word = word();
    try {
      return new JsonCondition.Numeric(path, comparison, new BigDecimal(word));
    } catch (NumberFormatException e) {
      if (!equality) {
        throw invalid();
      }
      return new JsonCondition.Text(path, equal, Wildcard.of(word));
    }
  }

  private JsonPath path() {
    skipSpace();
    expect("$");
    List<JsonPath.Step> steps = new ArrayList<>();
    while (at < text.length()) {
      if (text.startsWith(".", at)) {
        at++;
        if (!text.startsWith("[", at)) {
          steps.add(new JsonPath.Step.Member(name()));
        }
      } else if (text.startsWith("[", at)) {
        steps.add(bracket());
      } else {
        break;
      }
    }
    if (steps.isEmpty()) {
      throw invalid();
    }
    return new JsonPath(steps);
  }

  private JsonPath.Step bracket() {
    at++;
    if (text.startsWith("'", at) || text.startsWith("\"", at)) {
      JsonPath.Step member = new JsonPath.Step.Member(quoted(text.charAt(at)));
      expect("]");
      return member;
    }
    int end = text.indexOf(']', at);
    String index = end < 0 ? "" : text.substring(at, end).strip();
    if (index.equals("*")) {
      throw FilterPattern.unsupported("with [*]");
    }
    if (index.isEmpty() || index.length() > 9 || !index.chars().allMatch(Character::isDigit)) {
      throw invalid();
    }
    at = end + 1;
    return new JsonPath.Step.Element(Integer.parseInt(index));
  }

  private String name() {
    int start = at;
    while (at < text.length() && isName(text.charAt(at))) {
      at++;
    }
    if (text.startsWith("*", at)) {
      throw FilterPattern.unsupported("with a wildcard in a property's name");
    }
    if (at == start) {
      throw invalid();
    }
    return text.substring(start, at);
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '@' || c == ':';
  }

  private String quoted(char mark) {
    StringBuilder inside = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != mark) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      inside.append(text.charAt(at));
      at++;
    }
    if (at >= text.length()) {
      throw invalid();
    }
    at++;
    return inside.toString();
  }

  /** A value without quotation marks. */
  private String word() {
    int start = at;
    while (at < text.length() && " \t\r\n(){}|&=<>!\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at == start) {
      throw invalid();
    }
    return text.substring(start, at);
  }

  private boolean accept(String symbol) {
    skipSpace();
    if (text.startsWith(symbol, at)) {
      at += symbol.length();
      return true;
    }
    return false;
  }

  private boolean acceptWord(String word) {
    skipSpace();
    int end = at + word.length();
    if (end <= text.length()
        && text.substring(at, end).toUpperCase(Locale.ROOT).equals(word)
        && (end == text.length() || !isName(text.charAt(end)))) {
      at = end;
      return true;
    }
    return false;
  }

  private void expect(String symbol) {
    if (!accept(symbol)) {
      throw invalid();
    }
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private RuntimeException invalid() {
    return FilterPattern.invalid("it cannot be read from character " + (at + 1) + " on");
  }
}
