package dev.tarn.catalog.partition;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/**
 * One partition as it is held in memory.
 *
 * @param values identify it within its table
 * @param shape the shared part of the storage descriptor; null when the partition has none
 * @param creationMillis since the epoch
 * @param statistics encoded column statistics by lower-case column name; null when there are none
 */
public record StoredPartition(
    List<String> values,
    @Nullable StorageShape shape,
    @Nullable String location,
    Map<String, String> storageParameters,
    Map<String, String> parameters,
    long creationMillis,
    @Nullable Instant lastAccessTime,
    @Nullable Instant lastAnalyzedTime,
    @Nullable Map<String, byte[]> statistics) {

  /** Orders value lists as GetPartitions does: value by value, each as text. */
  public static final Comparator<List<String>> VALUE_ORDER = StoredPartition::compareValues;

  private static int compareValues(List<String> a, List<String> b) {
    int common = Math.min(a.size(), b.size());
    for (int i = 0; i < common; i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  /** The partition as Glue answers it, complete but for the names of what it is in. */
  public Partition.Builder toPartition(boolean excludeColumnSchema) {
    return Partition.builder()
        .values(values)
        .parameters(parameters)
        .creationTime(Instant.ofEpochMilli(creationMillis))
        .lastAccessTime(lastAccessTime)
        .lastAnalyzedTime(lastAnalyzedTime)
        .storageDescriptor(storageDescriptor(excludeColumnSchema));
  }

  private @Nullable StorageDescriptor storageDescriptor(boolean excludeColumnSchema) {
    if (shape == null) {
      return null;
    }
    StorageDescriptor common = excludeColumnSchema ? shape.withoutColumns() : shape.withColumns();
    return common.toBuilder().location(location).parameters(storageParameters).build();
  }

  /** The same partition with other statistics. */
  StoredPartition withStatistics(Map<String, byte[]> changed) {
    return new StoredPartition(
        values,
        shape,
        location,
        storageParameters,
        parameters,
        creationMillis,
        lastAccessTime,
        lastAnalyzedTime,
        changed.isEmpty() ? null : changed);
  }
}
