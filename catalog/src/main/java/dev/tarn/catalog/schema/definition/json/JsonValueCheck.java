package dev.tarn.catalog.schema.definition.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Whether a schema accepts one known value. */
final class JsonValueCheck {
  /** Keywords of arrays and objects are not looked at; with one, these cannot be judged. */
  private static final List<String> UNJUDGED =
      List.of(
          "additionalProperties",
          "contains",
          "dependencies",
          "items",
          "maxItems",
          "maxProperties",
          "minItems",
          "minProperties",
          "patternProperties",
          "properties",
          "propertyNames",
          "required",
          "uniqueItems");

  private final JsonDocument document;

  JsonValueCheck(JsonDocument document) {
    this.document = document;
  }

  /** False also where it cannot be told. */
  boolean accepts(JsonNode reference, JsonNode value) {
    return check(reference, value, false);
  }

  /** True also where it cannot be told. */
  boolean mayAccept(JsonNode reference, JsonNode value) {
    return check(reference, value, true);
  }

  private boolean check(JsonNode reference, JsonNode value, boolean inDoubt) {
    JsonNode schema = document.resolve(reference);
    if (schema.isBoolean()) {
      return schema.asBoolean();
    }
    if (!JsonSchemas.types(schema).contains(JsonType.of(value))
        || (schema.has("const") && !same(schema.get("const"), value))
        || (schema.has("enum") && !listed(schema.get("enum"), value))) {
      return false;
    }
    boolean listed = schema.has("const") || schema.has("enum");
    if (!inDoubt && (schema.has("not") || schema.has("if"))) {
      return false;
    }
    if (!listed && !value.isNull() && !value.isBoolean() && !judge(schema, value, inDoubt)) {
      return false;
    }
    return choices(schema, value, inDoubt);
  }

  private boolean judge(JsonNode schema, JsonNode value, boolean inDoubt) {
    if (value.isNumber()) {
      JsonBound exactly = new JsonBound(value.decimalValue(), false);
      return exactly.isWithinUpper(JsonBound.upper(schema))
          && exactly.isWithinLower(JsonBound.lower(schema))
          && (!schema.has("multipleOf")
              || value.decimalValue().remainder(schema.get("multipleOf").decimalValue()).signum()
                  == 0);
    }
    if (value.isTextual() && !judgeText(schema, value.asText(), inDoubt)) {
      return false;
    }
    boolean judged =
        value.isTextual() ? !schema.has("format") : UNJUDGED.stream().noneMatch(schema::has);
    return judged || inDoubt;
  }

  private static boolean judgeText(JsonNode schema, String text, boolean inDoubt) {
    BigDecimal length = BigDecimal.valueOf(text.codePointCount(0, text.length()));
    if ((schema.has("maxLength") && length.compareTo(schema.get("maxLength").decimalValue()) > 0)
        || (schema.has("minLength")
            && length.compareTo(schema.get("minLength").decimalValue()) < 0)) {
      return false;
    }
    if (!schema.has("pattern")) {
      return true;
    }
    try {
      return Pattern.compile(schema.get("pattern").asText()).matcher(text).find();
    } catch (PatternSyntaxException e) {
      return inDoubt;
    }
  }

  private boolean choices(JsonNode schema, JsonNode value, boolean inDoubt) {
    for (JsonNode part : schema.path("allOf")) {
      if (!check(part, value, inDoubt)) {
        return false;
      }
    }
    for (String keyword : List.of("anyOf", "oneOf")) {
      if (schema.has(keyword)) {
        boolean accepted = false;
        for (JsonNode choice : schema.get(keyword)) {
          accepted |= check(choice, value, inDoubt);
        }
        if (!accepted) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean listed(JsonNode values, JsonNode value) {
    for (JsonNode known : values) {
      if (same(known, value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(JsonNode first, JsonNode second) {
    return (first.isNumber() && second.isNumber())
        ? first.decimalValue().compareTo(second.decimalValue()) == 0
        : first.equals(second);
  }
}
