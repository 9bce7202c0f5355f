package dev.tarn.query.dialect;

import dev.tarn.query.engine.EngineCatalogs;
import dev.tarn.query.engine.IonTables;
import io.trino.sql.ExpressionFormatter;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.StringLiteral;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The WITH properties of a Hive CREATE TABLE AS. Compression is a property of the session in the
 * engine, not of the table.
 */
// https://docs.aws.amazon.com/athena/latest/ug/create-table-as.html
final class HiveTableProperties {
  private static final String CODEC = EngineCatalogs.VISIBLE + ".compression_codec";

  private static final List<String> COMPRESSIONS =
      List.of("compression", "write_compression", "parquet_compression", "orc_compression");

  private final Map<String, Expression> given;

  HiveTableProperties(Map<String, Expression> given) {
    this.given = given;
  }

  /** The engine's properties without the location; the values are expressions. */
  Map<String, String> engineProperties(Map<String, String> session) {
    Map<String, String> engine = new LinkedHashMap<>();
    String format = format();
    engine.put("format", TrinoText.string(isIon(format) ? IonTables.ENGINE_FORMAT : format));
    if (format.equals("AVRO")) {
      session.put(CODEC, "NONE");
    }
    given.forEach((key, value) -> {
      switch (key) {
        case "format", "external_location", "table_type", "is_external", "compression_level" -> {}
        case "compression", "write_compression", "parquet_compression", "orc_compression" -> {
          if (isOf(format, key)) {
            session.put(CODEC, WriteCompression.codec(format, value));
          }
        }
        case "ion_encoding" -> {
          if (!isIon(format)) {
            engine.put(key, ExpressionFormatter.formatExpression(value));
          }
        }
        case "field_delimiter" ->
            engine.put("textfile_field_separator", ExpressionFormatter.formatExpression(value));
        // The same names in both, and names that the engine refuses with its own text.
        default -> engine.put(key, ExpressionFormatter.formatExpression(value));
      }
    });
    engine.put("extra_properties", IcebergProperties.map(catalogProperties(format)));
    return engine;
  }

  /** What Athena writes into the catalog beside what the engine writes there. */
  private Map<String, String> catalogProperties(String format) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("has_encrypted_data", "false");
    switch (format) {
      case "PARQUET" -> properties.put("parquet.compression", compression(format, "GZIP"));
      case "ORC" -> properties.put("orc.compress", compression(format, "ZLIB"));
      case "JSON", "TEXTFILE" -> properties.put("write.compression", compression(format, "GZIP"));
      case "ION" -> {
        properties.put("write.compression", compression(format, "GZIP"));
        properties.put(IonTables.MARK_KEY, IonTables.MARK);
        ionEncoding().ifPresent(encoding -> properties.put(IonTables.ENCODING, encoding));
      }
      default -> {}
    }
    return properties;
  }

  /** Two of the properties are for one format each. */
  private static boolean isOf(String format, String compression) {
    return switch (compression) {
      case "parquet_compression" -> format.equals("PARQUET");
      case "orc_compression" -> format.equals("ORC");
      default -> true;
    };
  }

  private String compression(String format, String otherwise) {
    for (String key : COMPRESSIONS) {
      if (isOf(format, key) && given.get(key) instanceof StringLiteral literal) {
        return literal.getValue().toUpperCase(Locale.ROOT);
      }
    }
    return otherwise;
  }

  String format() {
    return given.get("format") instanceof StringLiteral literal
        ? literal.getValue().toUpperCase(Locale.ROOT)
        : "PARQUET";
  }

  private static boolean isIon(String format) {
    return format.equals("ION");
  }

  private Optional<String> ionEncoding() {
    return Optional.ofNullable(given.get("ion_encoding"))
        .map(value -> {
          String encoding =
              value instanceof StringLiteral literal
                  ? literal.getValue().toUpperCase(Locale.ROOT)
                  : ExpressionFormatter.formatExpression(value);
          if (!encoding.equals("BINARY") && !encoding.equals("TEXT")) {
            throw StatementErrors.invalidInput(
                "The property ion_encoding is BINARY or TEXT, not " + encoding);
          }
          return encoding;
        });
  }
}
