package dev.tarn.catalog.partition;

import dev.tarn.catalog.expression.KeyType;
import dev.tarn.catalog.expression.PartitionFilter;
import dev.tarn.catalog.file.CatalogStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.glue.model.PartitionInput;

/**
 * The partitions of one table, in memory and on disk. Reading is thread-safe and never waits; every
 * method that writes, or makes partitions to be written, needs the table's lock.
 */
public final class PartitionSet {
  private static final Logger logger = LoggerFactory.getLogger(PartitionSet.class);

  /** Beyond that many candidates, reading all partitions in order costs no more. */
  private static final int INDEX_LIMIT = 50_000;

  private final ConcurrentSkipListMap<List<String>, StoredPartition> byValues =
      new ConcurrentSkipListMap<>(StoredPartition.VALUE_ORDER);
  private final PartitionFactory factory;
  private final PartitionLog log;
  private volatile List<PartitionIndex> indexes = List.of();
  private int size;

  public PartitionSet(Path file, CatalogStorage storage) {
    this.factory = new PartitionFactory(storage.shared());
    this.log = new PartitionLog(file, storage.files(), storage.codec());
  }

  /** Reads what is kept on disk. */
  public void load() throws IOException {
    log.replay(factory, this::change);
  }

  /** The partition with exactly these values. */
  public @Nullable StoredPartition get(List<String> values) {
    return byValues.get(values);
  }

  /** All partitions in the order of their values. */
  public Collection<StoredPartition> all() {
    return byValues.values();
  }

  /**
   * Partitions that the filter may accept, all those that it does accept among them, in the order
   * of their values.
   *
   * @param after only those after these values; null for all
   */
  public Iterator<StoredPartition> candidates(
      PartitionFilter filter, @Nullable List<String> after) {
    List<String> leading = filter.leadingValues();
    if (!leading.isEmpty()) {
      return from(leading, after).stream()
          .takeWhile(partition -> startsWith(partition.values(), leading))
          .iterator();
    }
    for (PartitionIndex index : indexes) {
      Optional<List<StoredPartition>> found = index.candidates(filter, INDEX_LIMIT);
      if (found.isPresent()) {
        return found.get().stream()
            .filter(partition ->
                after == null || StoredPartition.VALUE_ORDER.compare(partition.values(), after) > 0)
            .sorted(Comparator.comparing(StoredPartition::values, StoredPartition.VALUE_ORDER))
            .iterator();
      }
    }
    return from(List.of(), after).iterator();
  }

  private Collection<StoredPartition> from(List<String> first, @Nullable List<String> after) {
    boolean resumed = after != null && StoredPartition.VALUE_ORDER.compare(after, first) >= 0;
    return byValues.tailMap(resumed ? after : first, !resumed).values();
  }

  private static boolean startsWith(List<String> values, List<String> leading) {
    return values.size() >= leading.size() && values.subList(0, leading.size()).equals(leading);
  }

  /** Why the values cannot be a partition's, if an index refuses them. */
  public Optional<String> refusal(List<String> values) {
    return indexes.stream().flatMap(index -> index.unfit(values).stream()).findFirst();
  }

  /**
   * Builds an index.
   *
   * @param keys positions among the partition keys, and their types
   * @return the values of partitions that cannot be in it; the index is used only without any
   */
  public List<List<String>> addIndex(String name, SequencedMap<Integer, KeyType> keys) {
    PartitionIndex index =
        new PartitionIndex(
            name,
            keys.entrySet().stream()
                .map(key -> new PartitionIndex.Key(key.getKey(), key.getValue()))
                .toList());
    List<List<String>> unfit = new ArrayList<>();
    for (StoredPartition partition : all()) {
      if (index.unfit(partition.values()).isPresent()) {
        unfit.add(partition.values());
      } else {
        index.put(partition);
      }
    }
    if (unfit.isEmpty()) {
      indexes = Stream.concat(indexes.stream(), Stream.of(index)).toList();
    }
    return unfit;
  }

  /** Forgets the index of this name, if there is one. */
  public void removeIndex(String name) {
    indexes = indexes.stream().filter(index -> !index.name().equals(name)).toList();
  }

  /** A partition as the input describes it; not yet part of the set. */
  public StoredPartition create(PartitionInput input, Instant creationTime) {
    return factory.create(input, creationTime);
  }

  /** The partition that replaces the old one by what the input says; not yet part of the set. */
  public StoredPartition replace(StoredPartition old, PartitionInput input) {
    return factory.replace(old, input);
  }

  /** Adds the partition, or replaces the one with the same values. */
  public void put(StoredPartition partition) throws IOException {
    apply(List.of(new PartitionChange.Put(partition)));
  }

  /** Makes the changes: all of them when it returns, none of them when it throws. */
  public void apply(List<PartitionChange> changes) throws IOException {
    if (changes.isEmpty()) {
      return;
    }
    log.append(changes);
    changes.forEach(this::change);
    compactIfNeeded();
  }

  private void compactIfNeeded() {
    if (!log.needsCompaction(size)) {
      return;
    }
    try {
      log.compact(all());
      factory.retainShapes(all());
    } catch (IOException e) {
      // The changes themselves are kept; the log is merely longer than it need be.
      logger.warn("Cannot compact the partition log of {}", log, e);
    }
  }

  private void change(PartitionChange change) {
    switch (change) {
      case PartitionChange.Put(StoredPartition partition) -> insert(partition);
      case PartitionChange.Move(List<String> from, StoredPartition partition) -> {
        insert(partition);
        remove(from);
      }
      case PartitionChange.Remove(List<String> values) -> remove(values);
    }
  }

  private void insert(StoredPartition partition) {
    // The key must be the partition's own list, or two copies of the values stay in memory.
    StoredPartition previous = byValues.put(partition.values(), partition);
    if (previous == null) {
      size++;
    }
    indexes.forEach(index -> index.put(partition));
  }

  private void remove(List<String> values) {
    if (byValues.remove(values) != null) {
      size--;
      indexes.forEach(index -> index.remove(values));
    }
  }
}
