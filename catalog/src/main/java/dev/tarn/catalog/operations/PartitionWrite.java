package dev.tarn.catalog.operations;

import dev.tarn.catalog.partition.PartitionChange;
import dev.tarn.catalog.partition.PartitionSet;
import dev.tarn.catalog.partition.StoredPartition;
import dev.tarn.catalog.repository.CatalogErrors;
import dev.tarn.catalog.repository.TableEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.PartitionInput;

/**
 * Changes to the partitions of one table that are kept together. Each change is checked against
 * what those before it left. Lives within one write of the table.
 */
final class PartitionWrite {
  private final PartitionSet partitions;
  private final int keyCount;
  private final Instant now;
  private final List<PartitionChange> changes = new ArrayList<>();
  private final Map<List<String>, Optional<StoredPartition>> changed = new HashMap<>();

  PartitionWrite(TableEntry entry, Instant now) {
    this.partitions = entry.partitions();
    this.keyCount = entry.table().partitionKeys().size();
    this.now = now;
  }

  static EntityNotFoundException notFound() {
    return CatalogErrors.notFound("Cannot find partition.");
  }

  /** Adds a partition. */
  void create(PartitionInput input) {
    checkValues(input);
    if (current(input.values()) != null) {
      throw CatalogErrors.alreadyExists("Partition already exists.");
    }
    put(partitions.create(input, now));
  }

  /** Replaces a partition; other values in the input move it. */
  void update(List<String> values, PartitionInput input) {
    StoredPartition old = require(values);
    PartitionInput complete = input.hasValues() ? input : input.toBuilder().values(values).build();
    checkValues(complete);
    StoredPartition replacement = partitions.replace(old, complete);
    if (replacement.values().equals(old.values())) {
      put(replacement);
      return;
    }
    if (current(replacement.values()) != null) {
      throw CatalogErrors.alreadyExists("Partition already exists.");
    }
    changes.add(new PartitionChange.Move(old.values(), replacement));
    changed.put(old.values(), Optional.empty());
    changed.put(replacement.values(), Optional.of(replacement));
  }

  void delete(List<String> values) {
    StoredPartition old = require(values);
    changes.add(new PartitionChange.Remove(old.values()));
    changed.put(old.values(), Optional.empty());
  }

  /** Keeps the changes, all or none. */
  void commit() throws IOException {
    partitions.apply(changes);
  }

  private void put(StoredPartition partition) {
    changes.add(new PartitionChange.Put(partition));
    changed.put(partition.values(), Optional.of(partition));
  }

  private StoredPartition require(List<String> values) {
    StoredPartition old = current(values);
    if (old == null) {
      throw notFound();
    }
    return old;
  }

  private @Nullable StoredPartition current(List<String> values) {
    Optional<StoredPartition> pending = changed.get(values);
    return pending == null ? partitions.get(values) : pending.orElse(null);
  }

  private void checkValues(PartitionInput input) {
    if (input.values().size() != keyCount) {
      throw CatalogErrors.invalidInput(
          "The number of partition keys do not match the number of partition values");
    }
    partitions
        .refusal(input.values())
        .ifPresent(refusal -> {
          throw CatalogErrors.invalidInput(refusal);
        });
  }
}
