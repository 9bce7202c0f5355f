package dev.tarn.server.seed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Columns of JSON lines, from the first objects of each file. */
final class JsonSchema {
  private static final int SAMPLE = 1_000;
  private static final JsonFactory FACTORY = new JsonFactory();

  /** What values a member has had. */
  private sealed interface Shape {
    record Nothing() implements Shape {}

    record Scalar(String type) implements Shape {}

    record Array(Shape of) implements Shape {}

    record Struct(Map<String, Shape> members) implements Shape {}
  }

  private JsonSchema() {}

  static TableSchema of(List<Path> files) throws IOException, UnknownSchemaException {
    Shape all = new Shape.Nothing();
    for (Path file : files) {
      try (InputStream bytes = Files.newInputStream(file);
          JsonParser parser = FACTORY.createParser(bytes)) {
        for (int read = 0; read < SAMPLE && parser.nextToken() != null; read++) {
          int line = parser.currentTokenLocation().getLineNr();
          if (parser.currentToken() != JsonToken.START_OBJECT || line != read + 1) {
            throw new UnknownSchemaException(
                file.getFileName() + " has not one JSON object on each line");
          }
          all = common(all, shape(parser));
          if (parser.currentTokenLocation().getLineNr() != line) {
            throw new UnknownSchemaException(
                file.getFileName() + ": the object of line " + line + " does not end on it");
          }
        }
      } catch (JsonProcessingException e) {
        throw new UnknownSchemaException(file.getFileName() + ": " + e.getOriginalMessage());
      }
    }
    if (!(all instanceof Shape.Struct(Map<String, Shape> members)) || members.isEmpty()) {
      throw new UnknownSchemaException("the files hold no member");
    }
    List<TableSchema.Field> fields = new ArrayList<>();
    for (Map.Entry<String, Shape> member : members.entrySet()) {
      fields.add(new TableSchema.Field(member.getKey(), text(member.getValue())));
    }
    return new TableSchema(TableSchema.Format.JSON_LINES, fields, Map.of());
  }

  /** The parser is at the first token of a value, and then at its last. */
  private static Shape shape(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Shape> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName().toLowerCase(Locale.ROOT);
          parser.nextToken();
          members.merge(name, shape(parser), JsonSchema::common);
        }
        yield new Shape.Struct(members);
      }
      case START_ARRAY -> {
        Shape of = new Shape.Nothing();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          of = common(of, shape(parser));
        }
        yield new Shape.Array(of);
      }
      case VALUE_NUMBER_INT ->
          // What is longer would lose digits as a double.
          new Shape.Scalar(
              parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? "string" : "bigint");
      case VALUE_NUMBER_FLOAT -> new Shape.Scalar("double");
      case VALUE_TRUE, VALUE_FALSE -> new Shape.Scalar("boolean");
      case VALUE_NULL -> new Shape.Nothing();
      default -> new Shape.Scalar("string");
    };
  }

  private static Shape common(Shape one, Shape other) {
    if (one instanceof Shape.Nothing) {
      return other;
    }
    if (other instanceof Shape.Nothing) {
      return one;
    }
    if (one instanceof Shape.Scalar(String a) && other instanceof Shape.Scalar(String b)) {
      return new Shape.Scalar(TextValues.common(a, b));
    }
    if (one instanceof Shape.Array(Shape a) && other instanceof Shape.Array(Shape b)) {
      return new Shape.Array(common(a, b));
    }
    if (one instanceof Shape.Struct(var a) && other instanceof Shape.Struct(var b)) {
      Map<String, Shape> members = new LinkedHashMap<>(a);
      b.forEach((name, shape) -> members.merge(name, shape, JsonSchema::common));
      return new Shape.Struct(members);
    }
    return new Shape.Scalar("string");
  }

  private static String text(Shape shape) throws UnknownSchemaException {
    return switch (shape) {
      case Shape.Nothing _ -> "string";
      case Shape.Scalar(String type) -> type;
      case Shape.Array(Shape of) -> "array<" + text(of) + ">";
      case Shape.Struct(var members) -> members.isEmpty() ? "string" : struct(members);
    };
  }

  private static String struct(Map<String, Shape> members) throws UnknownSchemaException {
    List<String> texts = new ArrayList<>();
    for (Map.Entry<String, Shape> member : members.entrySet()) {
      texts.add(MemberNames.checked(member.getKey()) + ":" + text(member.getValue()));
    }
    return texts.stream().collect(Collectors.joining(",", "struct<", ">"));
  }
}
