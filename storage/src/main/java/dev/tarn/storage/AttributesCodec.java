package dev.tarn.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Object attributes as JSON: {@code {"formatVersion":1,"key":...,"states":[{...}]}}. */
final class AttributesCodec {

  /**
   * The attributes of one exact state of the object's file.
   *
   * @param data the name of the file that holds an earlier version; empty elsewhere
   */
  record State(FileIdentity identity, ObjectAttributes attributes, String data) {

    State(FileIdentity identity, ObjectAttributes attributes) {
      this(identity, attributes, "");
    }
  }

  private static final int FORMAT_VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  private AttributesCodec() {}

  static byte[] encode(String key, List<State> states) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("formatVersion", FORMAT_VERSION);
      json.writeStringField("key", key);
      json.writeArrayFieldStart("states");
      for (State state : states) {
        json.writeStartObject();
        json.writeNumberField("size", state.identity().size());
        json.writeStringField("modified", state.identity().modified().toString());
        if (!state.data().isEmpty()) {
          json.writeStringField("data", state.data());
        }
        writeAttributes(json, state.attributes());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  static List<State> decode(byte[] content) throws IOException {
    return decodeWithKey(content).getValue();
  }

  /** The key and the states. */
  static Map.Entry<String, List<State>> decodeWithKey(byte[] content) throws IOException {
    String key = "";
    List<State> states = new ArrayList<>();
    try (JsonParser json = JSON.createParser(content)) {
      expect(json, JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "formatVersion" -> {
            if (json.getIntValue() != FORMAT_VERSION) {
              throw new IOException("Unknown format version " + json.getIntValue());
            }
          }
          case "key" -> key = json.getText();
          case "states" -> {
            while (json.nextToken() == JsonToken.START_OBJECT) {
              states.add(readState(json));
            }
          }
          default -> json.skipChildren();
        }
      }
    }
    return Map.entry(key, states);
  }

  /** Writes the fields of the attributes into the object that was started. */
  private static void writeAttributes(JsonGenerator json, ObjectAttributes attributes)
      throws IOException {
    json.writeStringField("contentType", attributes.contentType());
    if (attributes.eTag() != null) {
      json.writeStringField("eTag", attributes.eTag());
    }
    if (attributes.versionId() != null) {
      json.writeStringField("versionId", attributes.versionId());
    }
    if (attributes.acl() != null) {
      json.writeStringField("acl", attributes.acl());
    }
    writeMap(json, "userMetadata", attributes.userMetadata());
    writeMap(json, "headers", attributes.headers());
    writeMap(json, "tags", attributes.tags());
    ObjectAttributes.Checksum checksum = attributes.checksum();
    if (checksum != null) {
      json.writeArrayFieldStart("checksum");
      json.writeString(checksum.algorithm());
      json.writeString(checksum.type());
      json.writeString(checksum.value());
      json.writeEndArray();
    }
    if (!attributes.parts().isEmpty()) {
      json.writeArrayFieldStart("parts");
      for (ObjectAttributes.Part part : attributes.parts()) {
        json.writeStartArray();
        json.writeNumber(part.number());
        json.writeNumber(part.size());
        json.writeString(part.eTag());
        json.writeString(part.checksum());
        json.writeEndArray();
      }
      json.writeEndArray();
    }
  }

  private static void writeMap(JsonGenerator json, String name, Map<String, String> map)
      throws IOException {
    if (!map.isEmpty()) {
      json.writeObjectFieldStart(name);
      for (Map.Entry<String, String> entry : map.entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    }
  }

  private static State readState(JsonParser json) throws IOException {
    long size = -1;
    Instant modified = Instant.EPOCH;
    String contentType = ObjectAttributes.DEFAULT_CONTENT_TYPE;
    String eTag = null;
    String versionId = null;
    String acl = null;
    String data = "";
    Map<String, String> userMetadata = Map.of();
    Map<String, String> headers = Map.of();
    Map<String, String> tags = Map.of();
    ObjectAttributes.Checksum checksum = null;
    List<ObjectAttributes.Part> parts = List.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "size" -> size = json.getLongValue();
        case "modified" -> modified = Instant.parse(json.getText());
        case "contentType" -> contentType = json.getText();
        case "eTag" -> eTag = json.getText();
        case "versionId" -> versionId = json.getText();
        case "acl" -> acl = json.getText();
        case "data" -> data = json.getText();
        case "userMetadata" -> userMetadata = readMap(json);
        case "headers" -> headers = readMap(json);
        case "tags" -> tags = readMap(json);
        case "checksum" -> checksum = readChecksum(json);
        case "parts" -> parts = readParts(json);
        default -> json.skipChildren();
      }
    }
    return new State(
        new FileIdentity(size, modified),
        new ObjectAttributes(
            contentType, userMetadata, eTag, headers, tags, checksum, parts, versionId, acl),
        data);
  }

  private static Map<String, String> readMap(JsonParser json) throws IOException {
    Map<String, String> map = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      map.put(name, json.nextTextValue());
    }
    return map;
  }

  private static ObjectAttributes.Checksum readChecksum(JsonParser json) throws IOException {
    ObjectAttributes.Checksum checksum =
        new ObjectAttributes.Checksum(
            json.nextTextValue(), json.nextTextValue(), json.nextTextValue());
    expect(json, JsonToken.END_ARRAY);
    return checksum;
  }

  private static List<ObjectAttributes.Part> readParts(JsonParser json) throws IOException {
    List<ObjectAttributes.Part> parts = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_ARRAY) {
      int number = json.nextIntValue(-1);
      long size = json.nextLongValue(-1);
      String eTag = json.nextTextValue();
      @Nullable String checksum = json.nextTextValue();
      expect(json, JsonToken.END_ARRAY);
      parts.add(new ObjectAttributes.Part(number, size, eTag, checksum));
    }
    return parts;
  }

  private static void expect(JsonParser json, JsonToken token) throws IOException {
    if (json.nextToken() != token) {
      throw new IOException("Expected " + token + " at " + json.currentLocation());
    }
  }
}
