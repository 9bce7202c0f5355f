package dev.tarn.query.ddl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tarn.query.ddl.IcebergMetadata.Field;
import dev.tarn.query.ddl.IcebergMetadata.PartitionField;
import dev.tarn.query.dialect.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** DESCRIBE, SHOW CREATE TABLE and SHOW TBLPROPERTIES of an Iceberg table, as measured. */
final class IcebergText {
  private static final String CODEC = ".compression-codec";
  private static final String LEVEL = ".compression-level";
  private static final String DEFAULT_LEVEL = "3";
  private static final String ZSTD = "zstd";

  private IcebergText() {}

  static List<String> describe(IcebergMetadata table) throws StatementFailure {
    List<String> lines = new ArrayList<>();
    lines.add("# Table schema:\t\t");
    lines.add("# col_name\tdata_type\tcomment");
    for (Field field : table.fields()) {
      lines.add(field.name() + "\t" + type(field.type()) + "\t" + field.comment().orElse(""));
    }
    lines.add("\t\t");
    lines.add("# Partition spec:\t\t");
    lines.add("# field_name\tfield_transform\tcolumn_name");
    for (PartitionField field : table.partitionFields()) {
      lines.add(field.name() + "\t" + field.transform() + "\t" + field.column());
    }
    return lines;
  }

  static List<String> createTable(TableName name, String location, IcebergMetadata table)
      throws StatementFailure {
    List<String> lines = new ArrayList<>();
    lines.add("CREATE TABLE " + name.full() + " (");
    int last = table.fields().size() - 1;
    for (int i = 0; i <= last; i++) {
      Field field = table.fields().get(i);
      String comment = field.comment().map(c -> " COMMENT '" + quoted(c) + "'").orElse("");
      lines.add("  " + field.name() + " " + type(field.type()) + comment + (i < last ? "," : ")"));
    }
    if (!table.partitionFields().isEmpty()) {
      lines.add(
          table.partitionFields().stream()
              .map(IcebergText::transform)
              .collect(Collectors.joining(", ", "PARTITIONED BY (", ")")));
    }
    lines.add("LOCATION '" + quoted(location) + "'");
    lines.add("TBLPROPERTIES (");
    lines.add("  'table_type'='iceberg',");
    List<String> properties = new ArrayList<>();
    properties(table)
        .forEach((key, value) ->
            properties.add(
                "  '" + key + "'='" + (value.equals(ZSTD) ? "ZSTD" : quoted(value)) + "'"));
    for (int i = 0; i < properties.size(); i++) {
      lines.add(properties.get(i) + (i + 1 < properties.size() ? "," : ""));
    }
    lines.add(");");
    return lines;
  }

  /**
   * The properties by Athena's names. A table that a query created has its format and its
   * compression written down, one from CREATE TABLE only what the statement said.
   */
  static Map<String, String> properties(IcebergMetadata table) {
    Map<String, String> properties = new TreeMap<>();
    Map<String, String> stored = table.properties();
    String format = stored.getOrDefault("write.format.default", "PARQUET");
    String prefix = "write." + format.toLowerCase(Locale.ROOT);
    String codec = stored.get(prefix + CODEC);
    stored.forEach((key, value) -> {
      if (key.equals("write.target-file-size-bytes")) {
        properties.put("write_target_data_file_size_bytes", value);
      } else if (key.startsWith("optimize_") || key.startsWith("vacuum_")) {
        properties.put(key, value);
      } else if (key.equals("compression_level")) {
        properties.put(key, value);
      }
    });
    properties.put("write_compression", codec == null ? ZSTD : codec);
    if (codec != null || !format.equals("PARQUET")) {
      properties.put("format", format);
    }
    if (ZSTD.equalsIgnoreCase(codec)) {
      properties.putIfAbsent(
          "compression_level", stored.getOrDefault(prefix + LEVEL, DEFAULT_LEVEL));
    }
    return properties;
  }

  private static String transform(PartitionField field) {
    String transform = field.transform();
    int bracket = transform.indexOf('[');
    if (bracket > 0) {
      String width = transform.substring(bracket + 1, transform.length() - 1);
      String kind = transform.substring(0, bracket);
      return kind.equals("bucket")
          ? "bucket(" + width + ", " + field.column() + ")"
          : kind + "(" + field.column() + ", " + width + ")";
    }
    return transform.equals("identity") ? field.column() : transform + "(" + field.column() + ")";
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }

  private static String type(JsonNode type) throws StatementFailure {
    if (type.isTextual()) {
      return primitive(type.asText());
    }
    return switch (type.path("type").asText()) {
      case "list" -> "array<" + type(type.path("element")) + ">";
      case "map" -> "map<" + type(type.path("key")) + ", " + type(type.path("value")) + ">";
      case "struct" -> {
        List<String> fields = new ArrayList<>();
        for (JsonNode field : type.path("fields")) {
          fields.add(field.path("name").asText() + ": " + type(field.path("type")));
        }
        yield "struct<" + String.join(", ", fields) + ">";
      }
      default -> throw unsupported();
    };
  }

  private static String primitive(String type) throws StatementFailure {
    return switch (type) {
      case "boolean", "int", "float", "double", "date", "timestamp", "string", "binary" -> type;
      case "long" -> "bigint";
      case "timestamptz" -> "timestamp";
      default -> {
        if (type.startsWith("decimal(")) {
          yield type;
        }
        throw unsupported();
      }
    };
  }

  private static StatementFailure unsupported() {
    String message = "Table has unsupported column types";
    return Failures.user(message, 1100, message);
  }
}
