package dev.tarn.query.trino;

import dev.tarn.query.engine.EngineCatalogs;
import java.util.Map;

/** Configuration of the two catalogs, chosen to do what Athena does. */
final class CatalogProperties {
  private static final String PARTITION_WRITERS = "100";

  // Iceberg's reader in Spark knows no DELTA_LENGTH_BYTE_ARRAY, which Trino writes of itself.
  private static final String PLAIN_STRINGS =
      "parquet.writer.delta-length-byte-array-encoding-enabled";

  private CatalogProperties() {}

  static Map<String, String> hive() {
    return Map.ofEntries(
        Map.entry("hive.iceberg-catalog-name", EngineCatalogs.ICEBERG),
        // The catalog is in this process: every statement sees it as it is.
        Map.entry("hive.metastore-cache-ttl", "0s"),
        Map.entry("hive.metastore-stats-cache-ttl", "0s"),
        Map.entry("hive.per-transaction-metastore-cache-maximum-size", "10000"),
        Map.entry("hive.file-status-cache.max-retained-size", "0B"),
        Map.entry("hive.non-managed-table-writes-enabled", "true"),
        Map.entry("hive.non-managed-table-creates-enabled", "true"),
        // dev.tarn.query.trino.projection does it as Athena does.
        Map.entry("hive.partition-projection-enabled", "false"),
        Map.entry("hive.hive-views.enabled", "true"),
        Map.entry("hive.recursive-directories", "true"),
        // Athena's writers leave no column statistics in Glue; nor could an empty table's be read
        // back.
        Map.entry("hive.collect-column-statistics-on-write", "false"),
        Map.entry("hive.storage-format", "PARQUET"),
        Map.entry("hive.compression-codec", "GZIP"),
        Map.entry("hive.max-partitions-per-writers", PARTITION_WRITERS),
        Map.entry("hive.max-partitions-per-scan", "1000000"),
        Map.entry("hive.timestamp-precision", "MILLISECONDS"),
        Map.entry(PLAIN_STRINGS, "false"),
        Map.entry("hive.max-split-iterator-threads", "16"),
        Map.entry("hive.split-loader-concurrency", "4"));
  }

  static Map<String, String> iceberg() {
    return Map.ofEntries(
        Map.entry("iceberg.hive-catalog-name", EngineCatalogs.VISIBLE),
        Map.entry("iceberg.file-format", "PARQUET"),
        Map.entry("iceberg.compression-codec", "ZSTD"),
        // https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg-creating-tables.html
        Map.entry("iceberg.target-max-file-size", "512MB"),
        Map.entry(PLAIN_STRINGS, "false"),
        Map.entry("iceberg.max-partitions-per-writer", PARTITION_WRITERS),
        // Glue shows the columns as Athena writes them, not as Trino caches them.
        Map.entry("iceberg.glue.cache-table-metadata", "false"),
        Map.entry("iceberg.unique-table-location", "true"),
        // The dialect decides which table properties exist.
        Map.entry("iceberg.allowed-extra-properties", "*"),
        Map.entry("iceberg.register-table-procedure.enabled", "true"),
        Map.entry("iceberg.metadata-cache.enabled", "false"),
        Map.entry("iceberg.split-manager-threads", "2"),
        Map.entry("iceberg.planning-threads", "2"),
        Map.entry("iceberg.file-delete-threads", "2"));
  }
}
