package dev.tarn.catalog.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tarn.protocol.shape.MemberShape;
import dev.tarn.protocol.shape.StructureShape;
import dev.tarn.protocol.shape.ValueShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/**
 * Turns an entity as the AWS CLI prints it into AWS's own wire JSON: ISO 8601 timestamps become
 * seconds since the epoch, members that the model does not know go, and buckets are replaced.
 */
final class WireJson {
  private static final JsonFactory JSON = new JsonFactory();

  private final BucketMapping buckets;

  WireJson(BucketMapping buckets) {
    this.buckets = buckets;
  }

  /** The object that the parser is at the start of; it is at the end of it afterwards. */
  byte[] copy(JsonParser in, StructureShape shape) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      structure(in, out, shape);
    }
    return bytes.toByteArray();
  }

  private void structure(JsonParser in, JsonGenerator out, StructureShape shape)
      throws IOException {
    out.writeStartObject();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      MemberShape member = shape.member(name);
      JsonToken token = in.nextToken();
      if (member == null) {
        in.skipChildren();
      } else {
        out.writeFieldName(name);
        value(in, out, token, member.value());
      }
    }
    out.writeEndObject();
  }

  /** A value of another type than the model's is copied: the codec says what is wrong with it. */
  private void value(JsonParser in, JsonGenerator out, JsonToken token, ValueShape shape)
      throws IOException {
    MarshallingKnownType kind = shape.kind();
    if (token == JsonToken.START_OBJECT && kind == MarshallingKnownType.SDK_POJO) {
      structure(in, out, shape.structure());
    } else if (token == JsonToken.START_OBJECT && kind == MarshallingKnownType.MAP) {
      out.writeStartObject();
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        out.writeFieldName(name);
        value(in, out, in.nextToken(), shape.element());
      }
      out.writeEndObject();
    } else if (token == JsonToken.START_ARRAY && kind == MarshallingKnownType.LIST) {
      out.writeStartArray();
      for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
        value(in, out, next, shape.element());
      }
      out.writeEndArray();
    } else if (token == JsonToken.VALUE_STRING && kind == MarshallingKnownType.INSTANT) {
      out.writeNumber(seconds(in));
    } else if (token == JsonToken.VALUE_STRING) {
      out.writeString(buckets.apply(in.getText()));
    } else {
      out.copyCurrentStructure(in);
    }
  }

  private static BigDecimal seconds(JsonParser in) throws IOException {
    try {
      Instant instant = OffsetDateTime.parse(in.getText()).toInstant();
      return BigDecimal.valueOf(instant.getEpochSecond())
          .add(BigDecimal.valueOf(instant.getNano(), 9));
    } catch (DateTimeException e) {
      throw new JsonParseException(
          in, "'" + in.getText() + "' is no ISO 8601 timestamp with an offset", e);
    }
  }
}
