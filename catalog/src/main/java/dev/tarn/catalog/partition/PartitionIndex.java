package dev.tarn.catalog.partition;

import dev.tarn.catalog.expression.KeyInterval;
import dev.tarn.catalog.expression.KeyType;
import dev.tarn.catalog.expression.PartitionFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The partitions of a table in the typed order of some of its keys. A partition whose values are
 * none of the keys' types is not in it. Reading is thread-safe and never waits.
 */
final class PartitionIndex {
  private final String name;
  private final List<Key> keys;
  private final ConcurrentSkipListMap<Entry, StoredPartition> entries =
      new ConcurrentSkipListMap<>();

  /**
   * A key of the index.
   *
   * @param position among the table's partition keys
   */
  record Key(int position, KeyType type) {}

  /** Where a partition stands: by the indexed keys first. */
  private record Entry(List<Comparable<?>> indexed, List<String> values)
      implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int common = Math.min(indexed.size(), other.indexed.size());
      for (int i = 0; i < common; i++) {
        int order = KeyType.compare(indexed.get(i), other.indexed.get(i));
        if (order != 0) {
          return order;
        }
      }
      int order = Integer.compare(indexed.size(), other.indexed.size());
      return order != 0 ? order : StoredPartition.VALUE_ORDER.compare(values, other.values);
    }
  }

  PartitionIndex(String name, List<Key> keys) {
    this.name = name;
    this.keys = List.copyOf(keys);
  }

  String name() {
    return name;
  }

  /** The first of the values that is none of its key's type. */
  Optional<String> unfit(List<String> values) {
    return keys.stream()
        .filter(key -> key.position() < values.size())
        .filter(key -> key.type().value(values.get(key.position())).isEmpty())
        .map(key -> key.type().complaint(values.get(key.position())))
        .findFirst();
  }

  void put(StoredPartition partition) {
    entry(partition.values()).ifPresent(entry -> entries.put(entry, partition));
  }

  void remove(List<String> values) {
    entry(values).ifPresent(entries::remove);
  }

  private Optional<Entry> entry(List<String> values) {
    List<Comparable<?>> indexed = new ArrayList<>(keys.size());
    for (Key key : keys) {
      Optional<Comparable<?>> value =
          key.position() < values.size()
              ? key.type().value(values.get(key.position()))
              : Optional.empty();
      if (value.isEmpty()) {
        return Optional.empty();
      }
      indexed.add(value.get());
    }
    return Optional.of(new Entry(indexed, values));
  }

  /**
   * Partitions that the filter may accept, all those that it does accept among them; empty when the
   * index is of no use for the filter, or there would be more than the limit.
   */
  Optional<List<StoredPartition>> candidates(PartitionFilter filter, int limit) {
    List<KeyInterval> intervals = new ArrayList<>();
    for (Key key : keys) {
      Optional<KeyInterval> interval = filter.interval(key.position());
      interval.ifPresent(intervals::add);
      if (interval.isEmpty() || !interval.get().isPoint()) {
        break;
      }
    }
    if (intervals.isEmpty()) {
      return Optional.empty();
    }
    List<Comparable<?>> from = new ArrayList<>();
    for (KeyInterval interval : intervals) {
      if (interval.low() != null) {
        from.add(interval.low());
      }
    }
    List<StoredPartition> found = new ArrayList<>();
    for (Map.Entry<Entry, StoredPartition> entry :
        entries.tailMap(new Entry(from, List.of()), true).entrySet()) {
      if (!isWithin(entry.getKey(), intervals)) {
        break;
      }
      if (found.size() == limit) {
        return Optional.empty();
      }
      found.add(entry.getValue());
    }
    return Optional.of(found);
  }

  private static boolean isWithin(Entry entry, List<KeyInterval> intervals) {
    for (int i = 0; i < intervals.size(); i++) {
      if (!intervals.get(i).contains(entry.indexed().get(i))) {
        return false;
      }
    }
    return true;
  }
}
