package dev.tarn.catalog.expression;

import java.util.Optional;

/** A comparison operator of a filter. */
enum Comparison {
  EQUAL,
  NOT_EQUAL,
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  GREATER_OR_EQUAL;

  static Optional<Comparison> of(String symbol) {
    return switch (symbol) {
      case "=" -> Optional.of(EQUAL);
      case "<>", "!=" -> Optional.of(NOT_EQUAL);
      case "<" -> Optional.of(LESS);
      case "<=" -> Optional.of(LESS_OR_EQUAL);
      case ">" -> Optional.of(GREATER);
      case ">=" -> Optional.of(GREATER_OR_EQUAL);
      default -> Optional.empty();
    };
  }

  /** Whether it holds between values that compare like this. */
  boolean accepts(int order) {
    return switch (this) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  /** The same with its sides exchanged. */
  Comparison mirrored() {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> this;
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
    };
  }
}
