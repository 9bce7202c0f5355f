package dev.tarn.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.tarn.protocol.shape.MemberShape;
import dev.tarn.protocol.shape.StructureShape;
import dev.tarn.protocol.shape.ValueShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;

/**
 * Fills model builders from AWS JSON, token by token. A value of the wrong JSON type is refused
 * with the text that AWS uses (measured on Athena).
 */
final class JsonReader {
  private final JsonFactory json;

  JsonReader(JsonFactory json) {
    this.json = json;
  }

  void read(byte[] body, SdkPojo builder, StructureShape shape) {
    try (JsonParser in = json.createParser(body)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw AwsErrors.serialization(null);
      }
      readMembers(in, builder, shape);
      if (in.nextToken() != null) {
        throw AwsErrors.serialization(null);
      }
    } catch (StreamConstraintsException e) {
      throw AwsErrors.serialization(e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      throw AwsErrors.serialization(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readMembers(JsonParser in, SdkPojo builder, StructureShape shape)
      throws IOException {
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      MemberShape member = shape.member(name);
      JsonToken token = in.nextToken();
      if (member == null) {
        in.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        Object value = readValue(in, token, member.value());
        if (value != null) {
          member.set(builder, value);
        }
      }
    }
  }

  private static @Nullable Object readValue(JsonParser in, JsonToken token, ValueShape shape)
      throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    return switch (shape.kind()) {
      case SDK_POJO -> readStructure(in, token, shape);
      case LIST -> readList(in, token, shape.element());
      case MAP -> readMap(in, token, shape.element());
      case DOCUMENT -> readDocument(in, token);
      default -> JsonScalars.read(in, token, shape);
    };
  }

  private static SdkPojo readStructure(JsonParser in, JsonToken token, ValueShape shape)
      throws IOException {
    expectContainer(token, JsonToken.START_OBJECT, "Expected null");
    SdkPojo builder = shape.newStructureBuilder();
    readMembers(in, builder, shape.structure());
    return ValueShape.build(builder);
  }

  private static List<@Nullable Object> readList(JsonParser in, JsonToken token, ValueShape element)
      throws IOException {
    expectContainer(token, JsonToken.START_ARRAY, "Expected list or null");
    List<@Nullable Object> values = new ArrayList<>();
    for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
      values.add(readValue(in, next, element));
    }
    return values;
  }

  private static Map<String, @Nullable Object> readMap(
      JsonParser in, JsonToken token, ValueShape element) throws IOException {
    expectContainer(token, JsonToken.START_OBJECT, "Expected null");
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      values.put(JsonScalars.wellFormed(key), readValue(in, in.nextToken(), element));
    }
    return values;
  }

  private static Document readDocument(JsonParser in, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> {
        Map<String, Document> members = new LinkedHashMap<>();
        for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
          members.put(JsonScalars.wellFormed(key), readDocument(in, in.nextToken()));
        }
        yield Document.fromMap(members);
      }
      case START_ARRAY -> {
        List<Document> members = new ArrayList<>();
        for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
          members.add(readDocument(in, next));
        }
        yield Document.fromList(members);
      }
      case VALUE_STRING -> Document.fromString(JsonScalars.wellFormed(in.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Document.fromNumber(in.getText());
      case VALUE_TRUE -> Document.fromBoolean(true);
      case VALUE_FALSE -> Document.fromBoolean(false);
      default -> Document.fromNull();
    };
  }

  private static void expectContainer(JsonToken token, JsonToken expected, String otherwise) {
    if (token != expected) {
      throw switch (token) {
        case START_ARRAY -> JsonScalars.unexpectedList();
        case START_OBJECT -> JsonScalars.unexpectedStructure();
        default -> AwsErrors.serialization(otherwise);
      };
    }
  }
}
