package dev.tarn.query.dialect;

import java.util.Map;
import java.util.Optional;

/**
 * The ROW FORMAT, STORED AS and WITH SERDEPROPERTIES clauses as written; what they leave out is
 * filled in when the table is created.
 *
 * @param storedAs the shorthand in upper case, such as {@code PARQUET}
 * @param delimited whether ROW FORMAT DELIMITED is there
 * @param delimiters SerDe parameters that the clauses of ROW FORMAT DELIMITED set
 * @param serdeProperties WITH SERDEPROPERTIES as given
 */
public record StorageFormat(
    Optional<String> storedAs,
    Optional<String> inputFormat,
    Optional<String> outputFormat,
    Optional<String> serde,
    boolean delimited,
    Map<String, String> delimiters,
    Map<String, String> serdeProperties) {
  public StorageFormat {
    delimiters = Map.copyOf(delimiters);
    serdeProperties = Map.copyOf(serdeProperties);
  }
}
