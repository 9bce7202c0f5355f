package dev.tarn.protocol;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tarn.protocol.shape.ValueShape;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.utils.DateUtils;

/** JSON scalars as model values. */
final class JsonScalars {
  private static final String TIMESTAMP = "milliseconds since epoch";

  private JsonScalars() {}

  /** The value of the current scalar token; a container is refused. */
  static Object read(JsonParser in, JsonToken token, ValueShape shape) throws IOException {
    return switch (shape.kind()) {
      case STRING -> {
        expect(token, token == JsonToken.VALUE_STRING, "a String");
        yield wellFormed(in.getText());
      }
      case BOOLEAN -> {
        expect(token, token.isBoolean(), "a Boolean");
        yield token == JsonToken.VALUE_TRUE;
      }
      case INTEGER -> (int) whole(in, token, "an Integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> whole(in, token, "a Long", Long.MIN_VALUE, Long.MAX_VALUE);
      case SHORT -> (short) whole(in, token, "a Short", Short.MIN_VALUE, Short.MAX_VALUE);
      case BYTE -> (byte) whole(in, token, "a Byte", Byte.MIN_VALUE, Byte.MAX_VALUE);
      case DOUBLE -> fraction(in, token, "a Double");
      case FLOAT -> (float) fraction(in, token, "a Float");
      case BIG_DECIMAL -> {
        expect(token, token.isNumeric(), "a BigDecimal");
        yield new BigDecimal(in.getText());
      }
      case INSTANT -> instant(in, token, shape.timestampFormat());
      case SDK_BYTES -> {
        expect(token, token == JsonToken.VALUE_STRING, "a ByteBuffer");
        yield bytes(in.getText());
      }
      default -> throw new IllegalStateException(shape.kind() + " is no scalar");
    };
  }

  /** Refuses half of a surrogate pair, which an escape can smuggle in but no file can hold. */
  static String wellFormed(String text) throws JsonParseException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          throw new JsonParseException(null, "Unpaired surrogate");
        }
        i++;
      }
    }
    return text;
  }

  /**
   * A fraction is cut off, as AWS does (measured). A number beyond the type's range becomes its
   * bound, so that a range check refuses it and nothing wraps around.
   */
  private static long whole(JsonParser in, JsonToken token, String type, long min, long max)
      throws IOException {
    expect(token, token.isNumeric(), type);
    boolean exact =
        token == JsonToken.VALUE_NUMBER_INT
            && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    long value = exact ? in.getLongValue() : (long) in.getDoubleValue();
    return Math.clamp(value, min, max);
  }

  /** SDKs write the values that JSON numbers lack as strings. */
  private static double fraction(JsonParser in, JsonToken token, String type) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return switch (in.getText()) {
        case "NaN" -> Double.NaN;
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        default -> throw mismatch("STRING_VALUE", type);
      };
    }
    expect(token, token.isNumeric(), type);
    return in.getDoubleValue();
  }

  /** In the member's own format, or as a number of seconds, to the millisecond. */
  private static Instant instant(JsonParser in, JsonToken token, TimestampFormatTrait.Format format)
      throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return textualInstant(in.getText(), format);
    }
    expect(token, token.isNumeric(), TIMESTAMP);
    return format == TimestampFormatTrait.Format.UNIX_TIMESTAMP_MILLIS
        ? Instant.ofEpochMilli(in.getLongValue())
        : Instant.ofEpochMilli(Math.round(in.getDoubleValue() * 1000));
  }

  private static Instant textualInstant(String text, TimestampFormatTrait.Format format) {
    try {
      return switch (format) {
        case ISO_8601 -> DateUtils.parseIso8601Date(text);
        case RFC_822 -> DateUtils.parseRfc822Date(text);
        case UNIX_TIMESTAMP, UNIX_TIMESTAMP_MILLIS -> throw mismatch("STRING_VALUE", TIMESTAMP);
      };
    } catch (DateTimeParseException e) {
      throw mismatch("STRING_VALUE", TIMESTAMP);
    }
  }

  private static SdkBytes bytes(String base64) {
    try {
      return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw AwsErrors.serialization("Invalid Base64 text in a binary member");
    }
  }

  private static void expect(JsonToken token, boolean matches, String type) {
    if (!matches) {
      throw switch (token) {
        case START_ARRAY -> unexpectedList();
        case START_OBJECT -> unexpectedStructure();
        case VALUE_TRUE -> mismatch("TRUE_VALUE", type);
        case VALUE_FALSE -> mismatch("FALSE_VALUE", type);
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> mismatch("NUMBER_VALUE", type);
        default -> mismatch("STRING_VALUE", type);
      };
    }
  }

  private static AwsServiceException mismatch(String found, String type) {
    return AwsErrors.serialization(found + " can not be converted to " + type);
  }

  static AwsServiceException unexpectedList() {
    return AwsErrors.serialization("Start of list found where not expected");
  }

  static AwsServiceException unexpectedStructure() {
    return AwsErrors.serialization("Start of structure or map found where not expected.");
  }
}
