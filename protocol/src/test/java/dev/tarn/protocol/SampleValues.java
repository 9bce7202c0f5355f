package dev.tarn.protocol;

import dev.tarn.protocol.shape.MemberShape;
import dev.tarn.protocol.shape.StructureShape;
import dev.tarn.protocol.shape.ValueShape;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;

/**
 * Fills model objects with distinct values, every member of every structure down to a depth. Enums
 * get a value that the SDK does not know.
 */
final class SampleValues {
  private static final int MAX_DEPTH = 5;

  private int count;

  void fill(SdkPojo builder) {
    fill(builder, 0);
  }

  private void fill(SdkPojo builder, int depth) {
    for (MemberShape member : StructureShape.of(builder).members()) {
      Object value = value(member.value(), depth + 1);
      if (value != null) {
        member.set(builder, value);
      }
    }
  }

  private @Nullable Object value(ValueShape shape, int depth) {
    count++;
    return switch (shape.kind()) {
      case SDK_POJO -> {
        if (depth > MAX_DEPTH) {
          yield null;
        }
        SdkPojo builder = shape.newStructureBuilder();
        fill(builder, depth);
        yield ValueShape.build(builder);
      }
      case LIST -> {
        Object first = value(shape.element(), depth + 1);
        Object second = value(shape.element(), depth + 1);
        yield first == null || second == null ? null : List.of(first, second);
      }
      case MAP -> {
        Object first = value(shape.element(), depth + 1);
        Object second = value(shape.element(), depth + 1);
        if (first == null || second == null) {
          yield null;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key-" + count, first);
        map.put("ключ \"\\\n" + count, second);
        yield map;
      }
      case STRING -> "text-" + count + " \"<&>\\ \t\u00e9\u4e16\uD83D\uDE00";
      case BOOLEAN -> count % 2 == 0;
      case INTEGER -> -count;
      case LONG -> 5_000_000_000L + count;
      case SHORT -> (short) count;
      case BYTE -> (byte) count;
      case DOUBLE -> count + 0.0625;
      case FLOAT -> count + 0.5f;
      case BIG_DECIMAL -> new BigDecimal(count + ".10");
      case INSTANT -> Instant.ofEpochMilli(1_791_609_504_406L + count);
      case SDK_BYTES -> SdkBytes.fromString("bytes-" + count, StandardCharsets.UTF_8);
      case DOCUMENT ->
          Document.mapBuilder()
              .putString("text", "v" + count)
              .putNumber("number", count)
              .putBoolean("flag", true)
              .putNull("nothing")
              .putList("list", list -> list.addString("a").addNumber("1.50"))
              .build();
      case NULL -> null;
    };
  }
}
