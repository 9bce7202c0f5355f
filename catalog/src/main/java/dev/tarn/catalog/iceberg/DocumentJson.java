package dev.tarn.catalog.iceberg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.document.DocumentVisitor;

/** A free-form document as a JSON tree. */
final class DocumentJson implements DocumentVisitor<JsonNode> {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  static JsonNode of(Document document) {
    return document.accept(new DocumentJson());
  }

  @Override
  public JsonNode visitNull() {
    return NODES.nullNode();
  }

  @Override
  public JsonNode visitBoolean(Boolean value) {
    return NODES.booleanNode(value);
  }

  @Override
  public JsonNode visitString(String value) {
    return NODES.textNode(value);
  }

  @Override
  public JsonNode visitNumber(SdkNumber value) {
    BigDecimal number = value.bigDecimalValue();
    if (number.stripTrailingZeros().scale() > 0) {
      return NODES.numberNode(number);
    }
    return number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
        ? NODES.numberNode(number.intValueExact())
        : NODES.numberNode(number.toBigInteger());
  }

  @Override
  public JsonNode visitMap(Map<String, Document> values) {
    var object = NODES.objectNode();
    values.forEach((name, value) -> object.set(name, value.accept(this)));
    return object;
  }

  @Override
  public JsonNode visitList(List<Document> values) {
    var array = NODES.arrayNode();
    values.forEach(value -> array.add(value.accept(this)));
    return array;
  }
}
