package dev.tarn.query.dialect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Athena's properties of Iceberg tables as properties of the engine's Iceberg catalog. */
final class IcebergProperties {
  /** What the table format only stores. */
  private static final Set<String> STORED_ONLY =
      Set.of(
          "compression_level",
          "optimize_rewrite_min_data_file_size_bytes",
          "optimize_rewrite_max_data_file_size_bytes",
          "optimize_rewrite_data_file_threshold",
          "optimize_rewrite_delete_file_threshold",
          "vacuum_min_snapshots_to_keep",
          "vacuum_max_snapshot_age_seconds");

  private IcebergProperties() {}

  /** A key that Athena's Iceberg tables do not have. */
  static final class UnsupportedPropertyException extends Exception {
    private final String reason;

    UnsupportedPropertyException(String key) {
      super(key);
      this.reason = "Unsupported table property key: " + key;
    }

    String reason() {
      return reason;
    }
  }

  /**
   * TBLPROPERTIES as the engine's properties; the values are expressions.
   *
   * @throws UnsupportedPropertyException for a key outside the documented list
   */
  static Map<String, String> ofTableProperties(Map<String, String> properties)
      throws UnsupportedPropertyException {
    Map<String, String> engine = new LinkedHashMap<>();
    Map<String, String> extra = new LinkedHashMap<>();
    for (Map.Entry<String, String> property : properties.entrySet()) {
      String key = property.getKey().toLowerCase(Locale.ROOT);
      if (!put(key, property.getValue(), engine, extra)) {
        throw new UnsupportedPropertyException(property.getKey());
      }
    }
    if (!extra.isEmpty()) {
      engine.put("extra_properties", map(extra));
    }
    return engine;
  }

  /**
   * Adds one property.
   *
   * @param engine the engine's own properties; values are expressions
   * @param extra what the table format only stores; values are plain text
   * @return false when Athena does not know the key
   */
  // https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg-creating-tables.html
  static boolean put(
      String key, String value, Map<String, String> engine, Map<String, String> extra) {
    switch (key) {
      case "table_type" -> {}
      case "format" -> engine.put("format", TrinoText.string(value.toUpperCase(Locale.ROOT)));
      case "write_compression" ->
          engine.put("compression_codec", TrinoText.string(value.toUpperCase(Locale.ROOT)));
      case "write_target_data_file_size_bytes" ->
          engine.put("target_max_file_size", TrinoText.string(value + "B"));
      case "vacuum_max_metadata_files_to_keep" -> engine.put("max_previous_versions", value);
      default -> {
        if (!STORED_ONLY.contains(key)) {
          return false;
        }
        extra.put(key, value);
      }
    }
    return true;
  }

  /** The names under which the table format stores a property; empty for an unknown key. */
  static Optional<List<String>> storedNames(String key) {
    return switch (key) {
      case "format" -> Optional.of(List.of("write.format.default"));
      case "write_compression" ->
          Optional.of(
              List.of(
                  "write.parquet.compression-codec",
                  "write.orc.compression-codec",
                  "write.avro.compression-codec"));
      case "write_target_data_file_size_bytes" ->
          Optional.of(List.of("write.target-file-size-bytes"));
      case "vacuum_max_metadata_files_to_keep" ->
          Optional.of(List.of("write.metadata.previous-versions-max"));
      default -> STORED_ONLY.contains(key) ? Optional.of(List.of(key)) : Optional.empty();
    };
  }

  /** A MAP expression of text to text. */
  static String map(Map<String, String> values) {
    return "MAP(" + array(values.keySet()) + ", " + array(values.values()) + ")";
  }

  private static String array(Iterable<String> values) {
    StringBuilder array = new StringBuilder("ARRAY[");
    String separator = "";
    for (String value : values) {
      array.append(separator).append(TrinoText.string(value));
      separator = ", ";
    }
    return array.append("]").toString();
  }
}
