package dev.tarn.catalog.partition;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/**
 * The members of a storage descriptor that Glue answers although nobody set them; the Hive client
 * of Spark fails on their absence.
 */
public final class StorageDefaults {
  private StorageDefaults() {}

  /** The descriptor with every member that Glue always answers. */
  public static StorageDescriptor complete(StorageDescriptor given) {
    StorageDescriptor.Builder builder = given.toBuilder();
    if (!given.hasColumns()) {
      builder.columns(List.of());
    }
    if (given.compressed() == null) {
      builder.compressed(false);
    }
    if (given.numberOfBuckets() == null) {
      builder.numberOfBuckets(0);
    }
    if (!given.hasBucketColumns()) {
      builder.bucketColumns(List.of());
    }
    if (!given.hasSortColumns()) {
      builder.sortColumns(List.of());
    }
    if (!given.hasParameters()) {
      builder.parameters(Map.of());
    }
    if (given.storedAsSubDirectories() == null) {
      builder.storedAsSubDirectories(false);
    }
    if (given.serdeInfo() != null && !given.serdeInfo().hasParameters()) {
      builder.serdeInfo(given.serdeInfo().toBuilder().parameters(Map.of()).build());
    }
    return builder.build();
  }
}
