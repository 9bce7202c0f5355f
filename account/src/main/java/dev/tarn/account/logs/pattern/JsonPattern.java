package dev.tarn.account.logs.pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Finds events that are JSON and satisfy a condition. */
record JsonPattern(JsonCondition condition) implements FilterPattern {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @Override
  public boolean matches(String message) {
    JsonNode event;
    try {
      event = JSON.readTree(message);
    } catch (JsonProcessingException e) {
      return false; // an event that is no JSON is not found
    }
    return event != null && event.isContainerNode() && condition.holds(event);
  }
}
