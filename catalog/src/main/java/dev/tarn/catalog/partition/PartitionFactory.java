package dev.tarn.catalog.partition;

import dev.tarn.catalog.file.SharingPool;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/**
 * Makes compact partitions of one table, sharing what is equal between them. Not thread-safe: the
 * table's lock guards it.
 */
final class PartitionFactory {
  private final SharingPool strings;
  private final Map<StorageDescriptor, StorageShape> shapes = new HashMap<>();
  private final Map<Integer, StorageShape> shapesById = new HashMap<>();
  private int lastShapeId;

  PartitionFactory(SharingPool strings) {
    this.strings = strings;
  }

  /** A new partition as the input describes it. */
  StoredPartition create(PartitionInput input, Instant creationTime) {
    return create(values(input.values()), input, creationTime.toEpochMilli(), null);
  }

  /** The partition with everything the input says, and of the old one what no input can say. */
  StoredPartition replace(StoredPartition old, PartitionInput input) {
    List<String> values =
        old.values().equals(input.values()) ? old.values() : values(input.values());
    return create(values, input, old.creationMillis(), old.statistics());
  }

  private StoredPartition create(
      List<String> values,
      PartitionInput input,
      long creationMillis,
      @Nullable Map<String, byte[]> statistics) {
    StorageDescriptor descriptor = input.storageDescriptor();
    return new StoredPartition(
        values,
        descriptor == null ? null : shape(descriptor),
        descriptor == null ? null : descriptor.location(),
        properties(descriptor == null ? Map.of() : descriptor.parameters()),
        properties(input.parameters()),
        creationMillis,
        input.lastAccessTime(),
        input.lastAnalyzedTime(),
        statistics);
  }

  List<String> values(List<String> values) {
    return List.of(values.stream().map(strings::share).toArray(String[]::new));
  }

  Map<String, String> properties(Map<String, String> properties) {
    return PropertyMap.copyOf(properties, strings::share);
  }

  private StorageShape shape(StorageDescriptor descriptor) {
    StorageDescriptor common =
        StorageDefaults.complete(descriptor).toBuilder().location(null).parameters(null).build();
    StorageShape known = shapes.get(common);
    return known == null ? define(lastShapeId + 1, common) : known;
  }

  /** Makes the shape known under the id that the log gives it. */
  StorageShape define(int id, StorageDescriptor common) {
    StorageShape shape = StorageShape.of(id, common);
    shapes.put(common, shape);
    shapesById.put(id, shape);
    lastShapeId = Math.max(lastShapeId, id);
    return shape;
  }

  Set<Integer> shapeIds() {
    return shapesById.keySet();
  }

  /** Forgets the shapes that none of the partitions has. */
  void retainShapes(Collection<StoredPartition> partitions) {
    Set<StorageShape> used = Collections.newSetFromMap(new IdentityHashMap<>());
    partitions.forEach(partition -> {
      if (partition.shape() != null) {
        used.add(partition.shape());
      }
    });
    shapes.values().removeIf(shape -> !used.contains(shape));
    shapesById.values().removeIf(shape -> !used.contains(shape));
  }

  @Nullable StorageShape shape(int id) {
    return shapesById.get(id);
  }
}
