package dev.tarn.server.seed;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** Columns of a Parquet file, from its footer. Nested ones are refused by name. */
final class ParquetSchema {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = 8;

  private ParquetSchema() {}

  static TableSchema of(Path file) throws IOException, UnknownSchemaException {
    List<SchemaElement> elements = footer(file);
    List<TableSchema.Field> fields = new ArrayList<>();
    for (SchemaElement element : elements.subList(1, elements.size())) {
      fields.add(new TableSchema.Field(name(element).toLowerCase(Locale.ROOT), type(element)));
    }
    return new TableSchema(TableSchema.Format.PARQUET, fields, Map.of());
  }

  private static List<SchemaElement> footer(Path file) throws IOException, UnknownSchemaException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      byte[] tail = new byte[TAIL];
      if (bytes.length() < TAIL + MAGIC.length) {
        throw new UnknownSchemaException(file.getFileName() + " is no Parquet file");
      }
      bytes.seek(bytes.length() - TAIL);
      bytes.readFully(tail);
      int length =
          (tail[0] & 0xff) | ((tail[1] & 0xff) << 8) | ((tail[2] & 0xff) << 16) | (tail[3] << 24);
      boolean known = Arrays.equals(tail, MAGIC.length, TAIL, MAGIC, 0, MAGIC.length);
      if (!known || length <= 0 || length > bytes.length() - TAIL - MAGIC.length) {
        throw new UnknownSchemaException(file.getFileName() + " is no Parquet file");
      }
      byte[] footer = new byte[length];
      bytes.seek(bytes.length() - TAIL - length);
      bytes.readFully(footer);
      return requireNonNull(
          Util.readFileMetaData(new ByteArrayInputStream(footer), true).getSchema(),
          "a Parquet footer has a schema");
    }
  }

  private static String name(SchemaElement element) {
    return requireNonNull(element.getName(), "a Parquet column has a name");
  }

  private static String type(SchemaElement element) throws UnknownSchemaException {
    if (!element.isSetType()) {
      throw new UnknownSchemaException("column " + element.getName() + " is nested");
    }
    ConvertedType converted = element.getConverted_type();
    LogicalType logical = element.getLogicalType();
    if (converted == ConvertedType.DECIMAL) {
      return "decimal(" + element.getPrecision() + "," + element.getScale() + ")";
    }
    return switch (requireNonNull(element.getType())) {
      case BOOLEAN -> "boolean";
      case INT32 -> converted == ConvertedType.DATE ? "date" : "int";
      case INT64 -> isTimestamp(converted, logical) ? "timestamp" : "bigint";
      case INT96 -> "timestamp";
      case FLOAT -> "float";
      case DOUBLE -> "double";
      case BYTE_ARRAY ->
          converted == ConvertedType.UTF8 || (logical != null && logical.isSetSTRING())
              ? "string"
              : "binary";
      case FIXED_LEN_BYTE_ARRAY -> "binary";
    };
  }

  private static boolean isTimestamp(
      @Nullable ConvertedType converted, @Nullable LogicalType logical) {
    return converted == ConvertedType.TIMESTAMP_MILLIS
        || converted == ConvertedType.TIMESTAMP_MICROS
        || (logical != null && logical.isSetTIMESTAMP());
  }
}
