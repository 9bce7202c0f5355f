package dev.tarn.catalog.schema.definition.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A limit of numbers. Draft 4 has a flag beside {@code maximum}, later drafts a number of its own.
 *
 * @param value null without a limit
 * @param exclusive the value itself is beyond the limit
 */
record JsonBound(@Nullable BigDecimal value, boolean exclusive) {
  static final JsonBound NONE = new JsonBound(null, false);

  static JsonBound upper(JsonNode schema) {
    return of(schema, "maximum", "exclusiveMaximum", true);
  }

  static JsonBound lower(JsonNode schema) {
    return of(schema, "minimum", "exclusiveMinimum", false);
  }

  private static JsonBound of(JsonNode schema, String limit, String exclusiveLimit, boolean upper) {
    JsonNode exclusive = schema.path(exclusiveLimit);
    JsonBound including =
        schema.path(limit).isNumber()
            ? new JsonBound(
                schema.get(limit).decimalValue(),
                exclusive.asBoolean(false) && exclusive.isBoolean())
            : NONE;
    if (!exclusive.isNumber()) {
      return including;
    }
    JsonBound excluding = new JsonBound(exclusive.decimalValue(), true);
    return upper ? including.stricterUpper(excluding) : including.stricterLower(excluding);
  }

  boolean exists() {
    return value != null;
  }

  JsonBound stricterUpper(JsonBound other) {
    return isWithinUpper(other) ? this : other;
  }

  JsonBound stricterLower(JsonBound other) {
    return isWithinLower(other) ? this : other;
  }

  /** Whether all that this upper limit allows, the other allows too. */
  boolean isWithinUpper(JsonBound other) {
    return isWithin(other, -1);
  }

  /** Whether all that this lower limit allows, the other allows too. */
  boolean isWithinLower(JsonBound other) {
    return isWithin(other, 1);
  }

  private boolean isWithin(JsonBound other, int inside) {
    if (other.value == null) {
      return true;
    }
    if (value == null) {
      return false;
    }
    int order = value.compareTo(other.value);
    return order == inside || (order == 0 && (exclusive || !other.exclusive));
  }
}
