package dev.tarn.catalog.repository;

import dev.tarn.catalog.expression.KeyType;
import dev.tarn.catalog.file.CatalogStorage;
import dev.tarn.catalog.partition.PartitionSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.glue.model.BackfillError;
import software.amazon.awssdk.services.glue.model.BackfillErrorCode;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.GetPartitionIndexesResponse;
import software.amazon.awssdk.services.glue.model.KeySchemaElement;
import software.amazon.awssdk.services.glue.model.PartitionIndexDescriptor;
import software.amazon.awssdk.services.glue.model.PartitionIndexStatus;
import software.amazon.awssdk.services.glue.model.PartitionValueList;

/**
 * The partition indexes of one table: what they are in one file that is there once there are any,
 * and their content, built anew at each start.
 */
public final class TableIndexes {
  private static final String KIND = "partition-indexes";

  private final Path file;
  private final CatalogStorage storage;
  private final PartitionSet partitions;
  private volatile List<PartitionIndexDescriptor> descriptors = List.of();

  TableIndexes(Path file, CatalogStorage storage, PartitionSet partitions) {
    this.file = file;
    this.storage = storage;
    this.partitions = partitions;
  }

  /** Reads the descriptors and builds the indexes, also those whose creation was cut off. */
  void load(List<Column> partitionKeys) throws IOException {
    if (Files.notExists(file)) {
      return;
    }
    List<PartitionIndexDescriptor> kept = new ArrayList<>();
    for (PartitionIndexDescriptor descriptor :
        storage
            .entities()
            .read(file, KIND, GetPartitionIndexesResponse.class)
            .partitionIndexDescriptorList()) {
      if (descriptor.indexStatus() != PartitionIndexStatus.DELETING) {
        kept.add(built(descriptor, partitionKeys));
      }
    }
    descriptors = kept;
  }

  /** In the order of their creation. */
  public List<PartitionIndexDescriptor> all() {
    return descriptors;
  }

  public Optional<PartitionIndexDescriptor> find(String name) {
    return descriptors.stream().filter(index -> index.indexName().equals(name)).findFirst();
  }

  /** Adds an index that is not used before {@link #build}. Only within a write of the table. */
  public void add(PartitionIndexDescriptor descriptor) throws IOException {
    List<PartitionIndexDescriptor> changed = new ArrayList<>(descriptors);
    changed.add(descriptor);
    keep(changed);
  }

  /** Fills an index and puts it to use. Only within a write of the table. */
  public void build(String name, List<Column> partitionKeys) throws IOException {
    List<PartitionIndexDescriptor> changed = new ArrayList<>(descriptors);
    changed.replaceAll(
        index -> index.indexName().equals(name) ? built(index, partitionKeys) : index);
    keep(changed);
  }

  /** Stops using an index that is going to be removed. Only within a write of the table. */
  public void retire(String name) throws IOException {
    List<PartitionIndexDescriptor> changed = new ArrayList<>(descriptors);
    changed.replaceAll(index ->
        index.indexName().equals(name)
            ? index.toBuilder().indexStatus(PartitionIndexStatus.DELETING).build()
            : index);
    keep(changed);
    partitions.removeIndex(name);
  }

  /** Removes an index. Only within a write of the table. */
  public void remove(String name) throws IOException {
    partitions.removeIndex(name);
    keep(descriptors.stream().filter(index -> !index.indexName().equals(name)).toList());
  }

  private PartitionIndexDescriptor built(
      PartitionIndexDescriptor descriptor, List<Column> partitionKeys) {
    List<List<String>> unfit =
        partitions.addIndex(descriptor.indexName(), keys(descriptor, partitionKeys));
    PartitionIndexDescriptor.Builder builder = descriptor.toBuilder();
    if (unfit.isEmpty()) {
      return builder.indexStatus(PartitionIndexStatus.ACTIVE).build();
    }
    return builder
        .indexStatus(PartitionIndexStatus.FAILED)
        .backfillErrors(
            BackfillError.builder()
                .code(BackfillErrorCode.INVALID_PARTITION_TYPE_DATA_ERROR)
                .partitions(
                    unfit.stream()
                        .map(values -> PartitionValueList.builder().values(values).build())
                        .toList())
                .build())
        .build();
  }

  private static SequencedMap<Integer, KeyType> keys(
      PartitionIndexDescriptor descriptor, List<Column> partitionKeys) {
    SequencedMap<Integer, KeyType> keys = new LinkedHashMap<>();
    for (KeySchemaElement key : descriptor.keys()) {
      int position =
          IntStream.range(0, partitionKeys.size())
              .filter(i -> partitionKeys.get(i).name().equals(key.name()))
              .findFirst()
              .orElseThrow();
      keys.put(position, KeyType.of(key.type()).orElseThrow());
    }
    return keys;
  }

  private void keep(List<PartitionIndexDescriptor> changed) throws IOException {
    GetPartitionIndexesResponse body =
        GetPartitionIndexesResponse.builder().partitionIndexDescriptorList(changed).build();
    storage.entities().write(file, KIND, body);
    descriptors = List.copyOf(changed);
  }
}
