package dev.tarn.protocol.query;

import dev.tarn.protocol.shape.MemberShape;
import dev.tarn.protocol.shape.StructureShape;
import dev.tarn.protocol.shape.ValueShape;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Fills model builders from a form: {@code Tags.member.1.Key} is the member Key of the first
 * element of the list Tags. Recursion ends with the model: no service that speaks Query has a
 * recursive one.
 */
final class QueryReader {
  private final QueryForm form;
  private final QueryDialect dialect;

  QueryReader(QueryForm form, QueryDialect dialect) {
    this.form = form;
    this.dialect = dialect;
  }

  void readMembers(String prefix, SdkPojo builder) {
    for (MemberShape member : StructureShape.of(builder).members()) {
      Object value = readValue(prefix + member.wireName(), member.value());
      if (value != null) {
        member.set(builder, value);
      }
    }
  }

  private @Nullable Object readValue(String path, ValueShape shape) {
    if (!form.hasPath(path)) {
      return null;
    }
    return switch (shape.kind()) {
      case SDK_POJO -> {
        SdkPojo builder = shape.newStructureBuilder();
        readMembers(path + ".", builder);
        yield ValueShape.build(builder);
      }
      case LIST -> readList(path, shape);
      case MAP -> readMap(path, shape);
      default -> {
        String text = form.value(path);
        yield text == null ? null : readScalar(path, text, shape);
      }
    };
  }

  private List<Object> readList(String path, ValueShape shape) {
    ListTrait trait = shape.listTrait();
    String elements =
        trait.isFlattened() || dialect.flattensRequestLists()
            ? path
            : path + "." + Objects.requireNonNullElse(trait.memberLocationName(), "member");
    List<Object> values = new ArrayList<>();
    for (int i = 1; form.hasPath(elements + "." + i); i++) {
      Object value = readValue(elements + "." + i, shape.element());
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private Map<String, Object> readMap(String path, ValueShape shape) {
    MapTrait trait = shape.mapTrait();
    String entries = trait.isFlattened() ? path : path + ".entry";
    String keyName = "." + Objects.requireNonNullElse(trait.keyLocationName(), "key");
    String valueName = "." + Objects.requireNonNullElse(trait.valueLocationName(), "value");
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 1; form.hasPath(entries + "." + i); i++) {
      String key = form.value(entries + "." + i + keyName);
      Object value = readValue(entries + "." + i + valueName, shape.element());
      if (key != null && value != null) {
        values.put(key, value);
      }
    }
    return values;
  }

  private static Object readScalar(String path, String text, ValueShape shape) {
    try {
      return switch (shape.kind()) {
        case STRING -> text;
        case BOOLEAN -> readBoolean(path, text);
        case INTEGER -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case SHORT -> Short.valueOf(text);
        case BYTE -> Byte.valueOf(text);
        case DOUBLE -> Double.valueOf(text);
        case FLOAT -> Float.valueOf(text);
        case BIG_DECIMAL -> new BigDecimal(text);
        case INSTANT -> Instant.parse(text);
        case SDK_BYTES -> SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text));
        default -> throw new IllegalStateException(shape.kind() + " is no scalar");
      };
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw QueryErrors.malformedInput("Invalid value for '" + path + "'");
    }
  }

  private static Boolean readBoolean(String path, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw QueryErrors.malformedInput("Invalid value for '" + path + "'");
    };
  }
}
