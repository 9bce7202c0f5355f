package dev.tarn.catalog.iceberg;

import java.util.List;
import java.util.Map;

/**
 * The data files of a table's current snapshot.
 *
 * @param properties the table's properties by Iceberg's names
 */
public record TableScan(Map<String, String> properties, List<ScannedFile> files) {
  public TableScan {
    properties = Map.copyOf(properties);
    files = List.copyOf(files);
  }

  /**
   * One data file.
   *
   * @param partition tells the file's partition and partition spec apart from others
   * @param deleteFiles how many delete files apply to it
   */
  public record ScannedFile(String location, String partition, long bytes, int deleteFiles) {}
}
