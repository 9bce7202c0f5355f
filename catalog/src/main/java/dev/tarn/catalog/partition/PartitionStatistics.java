package dev.tarn.catalog.partition;

import dev.tarn.protocol.AwsJsonCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;

/**
 * The column statistics of partitions. A partition holds them as JSON: there may be very many, and
 * each is read seldom.
 */
public final class PartitionStatistics {
  private final AwsJsonCodec codec;

  public PartitionStatistics(AwsJsonCodec codec) {
    this.codec = codec;
  }

  /** The statistics of the column, whatever the case of its name. */
  public Optional<ColumnStatistics> find(StoredPartition partition, String column) {
    return Optional.ofNullable(encoded(partition).get(key(column)))
        .map(json -> codec.decode(ColumnStatistics.class, json));
  }

  /** The partition with the statistics of some columns added or replaced. */
  public StoredPartition with(StoredPartition partition, List<ColumnStatistics> statistics) {
    Map<String, byte[]> changed = new LinkedHashMap<>(encoded(partition));
    statistics.forEach(column -> changed.put(key(column.columnName()), codec.encode(column)));
    return partition.withStatistics(changed);
  }

  /** The partition without the statistics of a column. */
  public StoredPartition without(StoredPartition partition, String column) {
    Map<String, byte[]> changed = new LinkedHashMap<>(encoded(partition));
    changed.remove(key(column));
    return partition.withStatistics(changed);
  }

  private static Map<String, byte[]> encoded(StoredPartition partition) {
    return partition.statistics() == null ? Map.of() : partition.statistics();
  }

  private static String key(String column) {
    return column.toLowerCase(Locale.ROOT);
  }
}
