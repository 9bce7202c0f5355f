package dev.tarn.query.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.result.ColumnType.Described;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The {@code .metadata} companion of a result object, a protobuf message that the Athena JDBC
 * driver reads. Undocumented; the field numbers are those that github.com/burtcorp/athena-jdbc
 * reads, and sizes measured on the service are reproduced byte for byte.
 *
 * @param id the engine's query id, or the query execution id for statements that no engine ran
 */
record MetadataFile(
    String id, Optional<String> updateType, OptionalLong updateCount, List<EngineColumn> columns) {
  private static final int ID = 1;
  private static final int UPDATE_TYPE = 2;
  private static final int UPDATE_COUNT = 3;
  private static final int COLUMN = 4;

  private static final int COLUMN_CATALOG = 1;
  private static final int COLUMN_NAME = 4;
  private static final int COLUMN_LABEL = 5;
  private static final int COLUMN_TYPE = 6;
  private static final int COLUMN_PRECISION = 7;
  private static final int COLUMN_SCALE = 8;
  private static final int COLUMN_NULLABLE = 9;
  private static final int COLUMN_CASE_SENSITIVE = 10;

  private static final int NULLABLE_UNKNOWN = 3;
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;

  byte[] encode() {
    var out = new ByteArrayOutputStream();
    string(out, ID, id);
    updateType.ifPresent(type -> string(out, UPDATE_TYPE, type));
    updateCount.ifPresent(count -> number(out, UPDATE_COUNT, count));
    columns.forEach(column -> bytes(out, COLUMN, encode(column)));
    return out.toByteArray();
  }

  private static byte[] encode(EngineColumn column) {
    ColumnType type = ColumnType.of(column.type());
    var out = new ByteArrayOutputStream();
    string(out, COLUMN_CATALOG, ResultColumns.CATALOG);
    string(out, COLUMN_NAME, column.name());
    string(out, COLUMN_LABEL, column.name());
    string(out, COLUMN_TYPE, type.name());
    Described described = type.described();
    if (described == Described.PRECISION_SCALE_CASE) {
      number(out, COLUMN_PRECISION, type.precision());
    }
    if (described == Described.PRECISION_SCALE_CASE || described == Described.SCALE_CASE) {
      number(out, COLUMN_SCALE, type.scale());
    }
    number(out, COLUMN_NULLABLE, NULLABLE_UNKNOWN);
    if (described != Described.NOTHING) {
      number(out, COLUMN_CASE_SENSITIVE, type.caseSensitive() ? 1 : 0);
    }
    return out.toByteArray();
  }

  private static void string(ByteArrayOutputStream out, int field, String value) {
    bytes(out, field, value.getBytes(UTF_8));
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    varint(out, ((long) field << 3) | LENGTH_DELIMITED);
    varint(out, value.length);
    out.writeBytes(value);
  }

  private static void number(ByteArrayOutputStream out, int field, long value) {
    varint(out, ((long) field << 3) | VARINT);
    varint(out, value);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
