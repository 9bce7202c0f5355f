package dev.tarn.account.logs.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;

/** What a JSON event must satisfy. A condition on a field that is not there is not satisfied. */
sealed interface JsonCondition {
  boolean holds(JsonNode event);

  /** All of them. */
  record And(List<JsonCondition> parts) implements JsonCondition {
    @Override
    public boolean holds(JsonNode event) {
      return parts.stream().allMatch(part -> part.holds(event));
    }
  }

  /** Any of them. */
  record Or(List<JsonCondition> parts) implements JsonCondition {
    @Override
    public boolean holds(JsonNode event) {
      return parts.stream().anyMatch(part -> part.holds(event));
    }
  }

  /** A text, in which {@code *} stands for any characters, or a number's own text. */
  record Text(JsonPath path, boolean equal, Wildcard text) implements JsonCondition {
    @Override
    public boolean holds(JsonNode event) {
      JsonNode value = path.find(event);
      return value.isValueNode() && !value.isNull() && text.matches(value.asText()) == equal;
    }
  }

  /** A number against a number. */
  record Numeric(JsonPath path, Comparison comparison, BigDecimal number) implements JsonCondition {
    @Override
    public boolean holds(JsonNode event) {
      JsonNode value = path.find(event);
      return value.isNumber() && comparison.holds(value.decimalValue().compareTo(number));
    }
  }

  /** How a number is compared. */
  enum Comparison {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    boolean holds(int sign) {
      return switch (this) {
        case EQUAL -> sign == 0;
        case NOT_EQUAL -> sign != 0;
        case LESS -> sign < 0;
        case LESS_OR_EQUAL -> sign <= 0;
        case GREATER -> sign > 0;
        case GREATER_OR_EQUAL -> sign >= 0;
      };
    }
  }

  /** {@code IS TRUE} and {@code IS FALSE}. */
  record Truth(JsonPath path, boolean wanted) implements JsonCondition {
    @Override
    public boolean holds(JsonNode event) {
      JsonNode value = path.find(event);
      return value.isBoolean() && value.booleanValue() == wanted;
    }
  }

  /** {@code IS NULL}. */
  record Null(JsonPath path) implements JsonCondition {
    @Override
    public boolean holds(JsonNode event) {
      return path.find(event).isNull();
    }
  }

  /** {@code NOT EXISTS}. */
  record Missing(JsonPath path) implements JsonCondition {
    @Override
    public boolean holds(JsonNode event) {
      return path.find(event).isMissingNode();
    }
  }
}
