package dev.tarn.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tarn.protocol.shape.MemberShape;
import dev.tarn.protocol.shape.StructureShape;
import dev.tarn.protocol.shape.ValueShape;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.utils.DateUtils;

/** Writes model objects as AWS JSON by their metadata. */
final class JsonWriter {
  private JsonWriter() {}

  static void write(JsonGenerator out, SdkPojo object, StructureShape shape) throws IOException {
    out.writeStartObject();
    writeMembers(out, object, shape);
    out.writeEndObject();
  }

  static void writeMembers(JsonGenerator out, SdkPojo object, StructureShape shape)
      throws IOException {
    List<MemberShape> members = shape.members();
    for (int i = 0; i < members.size(); i++) {
      MemberShape member = members.get(i);
      Object value = member.get(object);
      if (value != null) {
        out.writeFieldName(member.serializedName());
        writeValue(out, value, member.value());
      }
    }
  }

  static void writeValue(JsonGenerator out, @Nullable Object value, ValueShape shape)
      throws IOException {
    if (value == null) {
      out.writeNull();
      return;
    }
    switch (shape.kind()) {
      case STRING -> out.writeString((String) value);
      case SDK_POJO -> write(out, (SdkPojo) value, shape.structure());
      case LIST -> writeList(out, (List<?>) value, shape.element());
      case MAP -> writeMap(out, (Map<?, ?>) value, shape.element());
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case INTEGER -> out.writeNumber((Integer) value);
      case LONG -> out.writeNumber((Long) value);
      case DOUBLE -> out.writeNumber((Double) value);
      case FLOAT -> out.writeNumber((Float) value);
      case SHORT -> out.writeNumber((Short) value);
      case BYTE -> out.writeNumber((Byte) value);
      case BIG_DECIMAL -> out.writeNumber((BigDecimal) value);
      case INSTANT -> writeInstant(out, (Instant) value, shape);
      case SDK_BYTES -> out.writeBinary(((SdkBytes) value).asByteArrayUnsafe());
      case DOCUMENT -> ((Document) value).accept(new DocumentWriter(out));
      case NULL -> out.writeNull();
    }
  }

  private static void writeInstant(JsonGenerator out, Instant value, ValueShape shape)
      throws IOException {
    switch (shape.timestampFormat()) {
      case ISO_8601 -> out.writeString(value.toString());
      case RFC_822 -> out.writeString(DateUtils.formatRfc822Date(value));
      case UNIX_TIMESTAMP_MILLIS -> out.writeNumber(value.toEpochMilli());
      // AWS prints a Java double: 1.791609504406E9 (measured on Athena and Glue).
      case UNIX_TIMESTAMP -> out.writeNumber(value.toEpochMilli() / 1000.0);
    }
  }

  private static void writeList(JsonGenerator out, List<?> values, ValueShape element)
      throws IOException {
    out.writeStartArray();
    for (int i = 0; i < values.size(); i++) {
      writeValue(out, values.get(i), element);
    }
    out.writeEndArray();
  }

  private static void writeMap(JsonGenerator out, Map<?, ?> values, ValueShape element)
      throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      out.writeFieldName((String) entry.getKey());
      writeValue(out, entry.getValue(), element);
    }
    out.writeEndObject();
  }
}
