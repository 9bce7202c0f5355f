package dev.tarn.catalog.partition;

import java.util.List;

/** One step of a write to the partitions of a table; each is kept whole or not at all. */
public sealed interface PartitionChange {
  /** Adds the partition, or replaces the one with the same values. */
  record Put(StoredPartition partition) implements PartitionChange {}

  /** Replaces a partition by one with other values. */
  record Move(List<String> from, StoredPartition partition) implements PartitionChange {}

  /** Removes the partition with these values, and its statistics. */
  record Remove(List<String> values) implements PartitionChange {}
}
