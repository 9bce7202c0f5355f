package dev.tarn.catalog.operations;

import dev.tarn.catalog.expression.KeyType;
import dev.tarn.catalog.repository.CatalogErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.KeySchemaElement;
import software.amazon.awssdk.services.glue.model.PartitionIndex;
import software.amazon.awssdk.services.glue.model.PartitionIndexDescriptor;
import software.amazon.awssdk.services.glue.model.PartitionIndexStatus;

/** What Glue demands of the partition indexes of a table with these partition keys. */
record PartitionIndexRules(List<Column> partitionKeys) {
  private static final int MOST_INDEXES = 3;

  /** The descriptor of a new index beside the existing ones, in creation. */
  PartitionIndexDescriptor describe(PartitionIndex index, List<PartitionIndexDescriptor> existing) {
    List<KeySchemaElement> keys = keys(index);
    for (PartitionIndexDescriptor other : existing) {
      if (other.indexName().equals(index.indexName())) {
        throw CatalogErrors.alreadyExists(
            "Partition Index " + other.indexName() + " already exists with the same name.");
      }
      if (other.keys().equals(keys)) {
        throw CatalogErrors.alreadyExists(
            "Partition Index " + other.indexName() + " already exists with the same keys.");
      }
    }
    if (existing.size() >= MOST_INDEXES) {
      throw CatalogErrors.limitExceeded("Partition index limit exceeded. Maximum: " + MOST_INDEXES);
    }
    return PartitionIndexDescriptor.builder()
        .indexName(index.indexName())
        .keys(keys)
        .indexStatus(PartitionIndexStatus.CREATING)
        .build();
  }

  /** The descriptors of all indexes of a table in creation. */
  List<PartitionIndexDescriptor> describe(List<PartitionIndex> indexes) {
    List<PartitionIndexDescriptor> descriptors = new ArrayList<>();
    for (PartitionIndex index : indexes) {
      descriptors.add(describe(index, descriptors));
    }
    return descriptors;
  }

  private List<KeySchemaElement> keys(PartitionIndex index) {
    List<KeySchemaElement> keys = new ArrayList<>();
    for (String name : index.keys()) {
      Column column =
          partitionKeys.stream()
              .filter(key -> fold(key.name()).equals(fold(name)))
              .findFirst()
              .orElseThrow(() ->
                  CatalogErrors.invalidInput(
                      "IndexKeys not a part of PartitionColumns. Verify the indexKeys : ["
                          + name
                          + "]"));
      if (column.type() == null || KeyType.of(column.type()).isEmpty()) {
        throw CatalogErrors.invalidInput("Unknown type : '" + column.type() + "'");
      }
      keys.add(KeySchemaElement.builder().name(column.name()).type(column.type()).build());
    }
    return keys;
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
