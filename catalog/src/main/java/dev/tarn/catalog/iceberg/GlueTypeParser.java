package dev.tarn.catalog.iceberg;

import dev.tarn.catalog.repository.CatalogErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Reads a column type in Glue's spelling as Iceberg's type. Types that Iceberg does not have are
 * refused by name, the small integers and bounded strings of Hive among them, as Athena refuses
 * them (<a
 * href="https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg-supported-data-types.html">supported
 * types</a>).
 */
final class GlueTypeParser {
  private final String text;
  private final IntSupplier nextId;
  private int position;

  private GlueTypeParser(String text, IntSupplier nextId) {
    this.text = text;
    this.nextId = nextId;
  }

  /** Fields inside of the type get their ids from {@code nextId}. */
  static Type parse(String text, IntSupplier nextId) {
    GlueTypeParser parser = new GlueTypeParser(text, nextId);
    Type type = parser.type();
    if (parser.position < text.length()) {
      throw parser.unsupported();
    }
    return type;
  }

  private Type type() {
    String name = word().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "boolean" -> Types.BooleanType.get();
      case "int", "integer" -> Types.IntegerType.get();
      case "bigint", "long" -> Types.LongType.get();
      case "float", "real" -> Types.FloatType.get();
      case "double" -> Types.DoubleType.get();
      case "date" -> Types.DateType.get();
      case "time" -> Types.TimeType.get();
      case "string" -> Types.StringType.get();
      case "binary" -> Types.BinaryType.get();
      case "uuid" -> Types.UUIDType.get();
      case "timestamptz", "timestamp with local time zone" -> Types.TimestampType.withZone();
      case "timestamp" -> Types.TimestampType.withoutZone();
      case "decimal" -> decimal();
      case "fixed" -> fixed();
      case "array" -> array();
      case "map" -> map();
      case "struct" -> struct();
      default -> throw unsupported();
    };
  }

  private Type decimal() {
    // Hive's defaults.
    int precision = 10;
    int scale = 0;
    if (skip('(')) {
      precision = number();
      scale = skip(',') ? number() : 0;
      expect(')');
    }
    if (precision < 1 || precision > 38 || scale > precision) {
      throw unsupported();
    }
    return Types.DecimalType.of(precision, scale);
  }

  private Type fixed() {
    expect('[');
    Type type = Types.FixedType.ofLength(number());
    expect(']');
    return type;
  }

  private Type array() {
    expect('<');
    int id = nextId.getAsInt();
    Type element = type();
    expect('>');
    return Types.ListType.ofOptional(id, element);
  }

  private Type map() {
    expect('<');
    int keyId = nextId.getAsInt();
    int valueId = nextId.getAsInt();
    Type key = type();
    expect(',');
    Type value = type();
    expect('>');
    return Types.MapType.ofOptional(keyId, valueId, key, value);
  }

  private Type struct() {
    expect('<');
    List<Types.NestedField> fields = new ArrayList<>();
    do {
      int id = nextId.getAsInt();
      String name = word();
      expect(':');
      fields.add(Types.NestedField.optional(id, name, type()));
    } while (skip(','));
    expect('>');
    return Types.StructType.of(fields);
  }

  /** Everything up to the next punctuation, without spaces around it. */
  private String word() {
    int start = position;
    while (position < text.length() && "<>(),:[]".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    String word = text.substring(start, position).strip();
    if (word.isEmpty()) {
      throw unsupported();
    }
    return word;
  }

  private int number() {
    try {
      return Integer.parseUnsignedInt(word());
    } catch (NumberFormatException e) {
      throw unsupported();
    }
  }

  private boolean skip(char expected) {
    skipSpaces();
    if (position < text.length() && text.charAt(position) == expected) {
      position++;
      skipSpaces();
      return true;
    }
    return false;
  }

  private void skipSpaces() {
    while (position < text.length() && text.charAt(position) == ' ') {
      position++;
    }
  }

  private void expect(char expected) {
    if (!skip(expected)) {
      throw unsupported();
    }
  }

  private RuntimeException unsupported() {
    return CatalogErrors.invalidInput("Unsupported column type for an Iceberg table: " + text);
  }
}
