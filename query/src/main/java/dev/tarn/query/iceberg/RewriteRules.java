package dev.tarn.query.iceberg;

import dev.tarn.catalog.iceberg.TableScan;
import dev.tarn.catalog.iceberg.TableScan.ScannedFile;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which data files OPTIMIZE rewrites, by the table's properties.
 *
 * @param minimumBytes files that are smaller want to be rewritten
 * @param maximumBytes files that are larger want to be rewritten
 * @param files how many must want it, in a partition, before any is rewritten
 * @param deleteFiles a file with that many delete files is rewritten in any case
 */
// https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg-creating-tables.html. That files
// are counted by partition, and that deletes alone suffice, is how Iceberg's own rewriting reads
// the options that these are named after:
// https://iceberg.apache.org/docs/latest/spark-procedures/#rewrite_data_files
record RewriteRules(long minimumBytes, long maximumBytes, int files, int deleteFiles) {
  private static final long TARGET_BYTES = 536_870_912;
  private static final double MINIMUM_SHARE = 0.75;
  private static final double MAXIMUM_SHARE = 1.8;
  private static final int FILES = 5;
  private static final int DELETE_FILES = 2;

  /**
   * Reads the rules.
   *
   * @throws InvalidRuleException when a property is no number
   */
  static RewriteRules of(Map<String, String> properties) {
    long target = number(properties, "write.target-file-size-bytes", TARGET_BYTES);
    return new RewriteRules(
        number(
            properties,
            "optimize_rewrite_min_data_file_size_bytes",
            Math.round(target * MINIMUM_SHARE)),
        number(
            properties,
            "optimize_rewrite_max_data_file_size_bytes",
            Math.round(target * MAXIMUM_SHARE)),
        (int) number(properties, "optimize_rewrite_data_file_threshold", FILES),
        (int) number(properties, "optimize_rewrite_delete_file_threshold", DELETE_FILES));
  }

  private static long number(Map<String, String> properties, String key, long otherwise) {
    @Nullable String value = properties.get(key);
    if (value == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(value);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      throw new InvalidRuleException(key, value);
    }
    throw new InvalidRuleException(key, value);
  }

  /** The files to rewrite. */
  List<ScannedFile> choose(TableScan scan) {
    return scan.files().stream()
        .filter(this::wantsIt)
        .collect(Collectors.groupingBy(ScannedFile::partition))
        .values()
        .stream()
        .filter(this::areEnough)
        .flatMap(List::stream)
        .toList();
  }

  private boolean wantsIt(ScannedFile file) {
    return file.bytes() < minimumBytes || file.bytes() > maximumBytes || hasManyDeletes(file);
  }

  private boolean areEnough(List<ScannedFile> partition) {
    return partition.size() >= files || partition.stream().anyMatch(this::hasManyDeletes);
  }

  private boolean hasManyDeletes(ScannedFile file) {
    return file.deleteFiles() >= deleteFiles;
  }

  /** A property of the table has a value that is no rule. */
  static final class InvalidRuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidRuleException(String key, String value) {
      super("Invalid value of table property %s: %s".formatted(key, value));
    }
  }
}
