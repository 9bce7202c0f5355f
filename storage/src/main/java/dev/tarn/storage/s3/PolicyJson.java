package dev.tarn.storage.s3;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the JSON of policies into maps, lists and the text of everything else. */
final class PolicyJson {

  private static final JsonFactory JSON = new JsonFactory();

  private PolicyJson() {}

  /**
   * Reads a JSON object.
   *
   * @throws IOException when it is none
   */
  static Map<String, Object> read(byte[] document) throws IOException {
    try (JsonParser parser = JSON.createParser(document)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("Not an object");
      }
      Map<String, Object> object = object(parser);
      if (parser.nextToken() != null) {
        throw new IOException("More than an object");
      }
      return object;
    }
  }

  /** The elements of a list; what is no list is taken for its only element. */
  static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      object.put(name, value(parser, parser.nextToken()));
    }
    return object;
  }

  private static Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<Object> array = new ArrayList<>();
        for (JsonToken next; (next = parser.nextToken()) != JsonToken.END_ARRAY; ) {
          array.add(value(parser, next));
        }
        yield array;
      }
      default -> parser.getText();
    };
  }
}
