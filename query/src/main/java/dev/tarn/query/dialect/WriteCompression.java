package dev.tarn.query.dialect;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.trino.sql.ExpressionFormatter;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.StringLiteral;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;

/** The compressions that Hive tables can be written with, as the engine's session names them. */
// https://docs.aws.amazon.com/athena/latest/ug/compression-support-hive.html
final class WriteCompression {
  private static final Set<String> STREAMS =
      ImmutableSet.of("BZIP2", "GZIP", "LZ4", "SNAPPY", "ZSTD", "NONE");

  private static final Map<String, Set<String>> OF_FORMAT =
      ImmutableMap.of(
          "AVRO",
          ImmutableSet.of("BZIP2", "DEFLATE", "SNAPPY", "ZSTD", "NONE"),
          "ORC",
          ImmutableSet.of("LZ4", "SNAPPY", "ZLIB", "ZSTD", "NONE"),
          "PARQUET",
          ImmutableSet.of("GZIP", "SNAPPY", "ZSTD", "NONE", "UNCOMPRESSED"),
          "ION",
          STREAMS,
          "JSON",
          STREAMS,
          "TEXTFILE",
          STREAMS);

  private WriteCompression() {}

  /**
   * The engine's codec.
   *
   * @param format in upper case
   */
  static String codec(String format, Expression value) {
    String given =
        value instanceof StringLiteral literal
            ? literal.getValue()
            : ExpressionFormatter.formatExpression(value);
    String codec = given.toUpperCase(Locale.ROOT);
    Set<String> known = OF_FORMAT.get(format);
    if (known != null && !known.contains(codec)) {
      throw unsupported(given, format);
    }
    return switch (codec) {
      // What ORC and Avro call their deflating codecs.
      case "ZLIB", "DEFLATE" -> "GZIP";
      case "UNCOMPRESSED" -> "NONE";
      case "BZIP2" -> throw StatementErrors.notImplemented("compression BZIP2 of written data");
      default -> codec;
    };
  }

  // https://github.com/Tomme/dbt-athena/issues/93
  private static InvalidRequestException unsupported(String codec, String format) {
    return StatementErrors.invalidInput(
        "Compression algorithm '%s' is not supported for file format '%s'."
            .formatted(codec, format.toLowerCase(Locale.ROOT)));
  }
}
