package dev.tarn.server.robustness;

import dev.tarn.protocol.shape.MemberShape;
import dev.tarn.protocol.shape.StructureShape;
import dev.tarn.protocol.shape.ValueShape;
import java.util.List;
import java.util.Random;

/**
 * JSON that is nearly what an operation takes: members are left out, have values of the wrong type,
 * or values that fit and are odd.
 */
final class RandomDocument {
  private static final List<String> TEXTS =
      List.of(
          "\"\"",
          "\"a\"",
          "\"db\"",
          "\"default\"",
          "\"primary\"",
          "\"../../etc\"",
          "\"a/b\"",
          "\"\\u0000\"",
          "\"\\ud83d\\ude00 ü\"",
          "\"\\ud800\"",
          "\"%2e%2e\"",
          "\"s3://lake-bucket/a/\"",
          "\"s3://\"",
          "\"SELECT 1\"",
          "\"a = 'b' and\"",
          "\"array<struct<a:int>>\"",
          "\"arn:aws:athena:us-east-1:000000000000:workgroup/primary\"",
          "\"2026-01-01T00:00:00Z\"",
          "\"" + "x".repeat(3_000) + "\"");
  private static final List<String> NUMBERS =
      List.of("0", "1", "-1", "2", "1.5", "1e300", "2147483647", "-9223372036854775808");
  private static final List<String> ANYTHING =
      List.of("null", "true", "[]", "{}", "[null]", "[[{}]]", "{\"a\":{}}", "\"a\"", "7", "1e400");
  private static final int MAX_DEPTH = 6;

  private final Random random;

  RandomDocument(Random random) {
    this.random = random;
  }

  String of(StructureShape shape) {
    return structure(shape, 0);
  }

  private String structure(StructureShape shape, int depth) {
    StringBuilder json = new StringBuilder("{");
    // Sometimes nearly everything is there, sometimes nearly nothing.
    int present = random.nextInt(101);
    for (MemberShape member : shape.members()) {
      if (random.nextInt(100) < present) {
        json.append(json.length() == 1 ? "" : ",");
        json.append('"').append(member.wireName()).append("\":");
        json.append(value(member.value(), depth + 1));
      }
    }
    return json.append('}').toString();
  }

  private String value(ValueShape shape, int depth) {
    if (depth > MAX_DEPTH || random.nextInt(25) == 0) {
      return pick(ANYTHING);
    }
    return switch (shape.kind()) {
      case STRING -> pick(TEXTS);
      case SDK_POJO -> structure(shape.structure(), depth);
      case LIST -> list(shape.element(), depth);
      case MAP -> "{" + pick(TEXTS) + ":" + value(shape.element(), depth + 1) + "}";
      case BOOLEAN -> random.nextBoolean() ? "true" : "false";
      case INTEGER, LONG, DOUBLE, FLOAT, SHORT, BYTE, BIG_DECIMAL, INSTANT -> pick(NUMBERS);
      case SDK_BYTES -> random.nextBoolean() ? "\"YQ==\"" : "\"not base64!\"";
      case DOCUMENT, NULL -> pick(ANYTHING);
    };
  }

  private String list(ValueShape element, int depth) {
    StringBuilder json = new StringBuilder("[");
    for (int i = random.nextInt(3); i > 0; i--) {
      json.append(json.length() == 1 ? "" : ",").append(value(element, depth + 1));
    }
    return json.append(']').toString();
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
