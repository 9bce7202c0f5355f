package dev.tarn.query.trino.serde;

import dev.tarn.query.engine.IonTables;
import io.trino.plugin.hive.HiveErrorCode;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the properties of the Ion SerDe say about written files. */
// https://docs.aws.amazon.com/athena/latest/ug/ion-serde-using-ion-serde-properties.html
record IonProperties(Encoding encoding, Nulls nulls, int offsetMinutes) {
  private static final String OFFSET = "ion.timestamp.serialization_offset";
  private static final String SERIALIZE_NULL = "ion.serialize_null";

  enum Encoding {
    BINARY,
    TEXT
  }

  /** How the null of a field is written. */
  enum Nulls {
    OMIT,
    UNTYPED,
    TYPED
  }

  static IonProperties of(Map<String, String> schema) {
    schema
        .keySet()
        .forEach(key -> {
          String name = key.toLowerCase(Locale.ROOT);
          if (name.startsWith("ion.")
              && (name.endsWith(".path_extractor") || name.endsWith(".serialize_as"))) {
            throw new TrinoException(
                StandardErrorCode.NOT_SUPPORTED,
                "Writing with the property "
                    + key
                    + " of IonHiveSerDe is not supported by Tarn yet");
          }
        });
    return new IonProperties(
        constant(Encoding.BINARY, IonTables.ENCODING, schema),
        constant(Nulls.OMIT, SERIALIZE_NULL, schema),
        offset(schema.getOrDefault(OFFSET, "Z")));
  }

  private static <E extends Enum<E>> E constant(
      E otherwise, String key, Map<String, String> schema) {
    String given = schema.getOrDefault(key, otherwise.name());
    return Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(given))
        .findFirst()
        .orElseThrow(() -> invalid(key, given));
  }

  private static int offset(String given) {
    try {
      String signed =
          (!given.isEmpty() && Character.isDigit(given.charAt(0))) ? "+" + given : given;
      return Math.toIntExact(TimeUnit.SECONDS.toMinutes(ZoneOffset.of(signed).getTotalSeconds()));
    } catch (DateTimeException e) {
      throw invalid(OFFSET, given);
    }
  }

  private static TrinoException invalid(String key, String value) {
    return new TrinoException(
        HiveErrorCode.HIVE_INVALID_METADATA, "Invalid value of " + key + ": " + value);
  }
}
