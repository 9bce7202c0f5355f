package dev.tarn.server.seed;

import static java.util.Objects.requireNonNull;

import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.jspecify.annotations.Nullable;

/** Hive's words for Parquet's primitive types; those that Hive has none for are refused by name. */
final class ParquetTypes {
  private ParquetTypes() {}

  static String hive(SchemaElement element) throws UnknownSchemaException {
    ConvertedType converted = element.getConverted_type();
    LogicalType logical = element.getLogicalType();
    if (converted == ConvertedType.DECIMAL || (logical != null && logical.isSetDECIMAL())) {
      return "decimal(" + element.getPrecision() + "," + element.getScale() + ")";
    }
    return switch (requireNonNull(element.getType())) {
      case BOOLEAN -> "boolean";
      case INT32 -> ofInt32(element, converted, logical);
      case INT64 -> ofInt64(element, converted, logical);
      case INT96 -> "timestamp";
      case FLOAT -> "float";
      case DOUBLE -> "double";
      case BYTE_ARRAY -> isText(converted, logical) ? "string" : "binary";
      case FIXED_LEN_BYTE_ARRAY -> {
        if (converted == ConvertedType.INTERVAL || (logical != null && logical.isSetFLOAT16())) {
          throw refused(element);
        }
        yield "binary";
      }
    };
  }

  private static boolean isText(@Nullable ConvertedType converted, @Nullable LogicalType logical) {
    return converted == ConvertedType.UTF8
        || converted == ConvertedType.ENUM
        || converted == ConvertedType.JSON
        || (logical != null
            && (logical.isSetSTRING() || logical.isSetENUM() || logical.isSetJSON()));
  }

  private static String ofInt32(
      SchemaElement element, @Nullable ConvertedType converted, @Nullable LogicalType logical)
      throws UnknownSchemaException {
    if (converted == ConvertedType.DATE || (logical != null && logical.isSetDATE())) {
      return "date";
    }
    if (converted == null) {
      return "int";
    }
    return switch (converted) {
      case INT_8 -> "tinyint";
      case INT_16, UINT_8 -> "smallint";
      case INT_32, UINT_16 -> "int";
      case UINT_32 -> "bigint";
      default -> throw refused(element);
    };
  }

  private static String ofInt64(
      SchemaElement element, @Nullable ConvertedType converted, @Nullable LogicalType logical)
      throws UnknownSchemaException {
    if (converted == ConvertedType.TIMESTAMP_MILLIS
        || converted == ConvertedType.TIMESTAMP_MICROS
        || (logical != null && logical.isSetTIMESTAMP())) {
      return "timestamp";
    }
    if (logical != null && logical.isSetTIME()) {
      throw refused(element);
    }
    if (converted == null || converted == ConvertedType.INT_64) {
      return "bigint";
    }
    throw refused(element);
  }

  private static UnknownSchemaException refused(SchemaElement element) {
    Object type =
        element.isSetLogicalType() ? element.getLogicalType() : element.getConverted_type();
    return new UnknownSchemaException(
        "its column " + element.getName() + " has the type " + type + ", which Hive has not");
  }
}
