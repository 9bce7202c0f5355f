package dev.tarn.catalog.partition;

import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/**
 * What the storage descriptors of many partitions have in common: everything but location and
 * parameters.
 *
 * @param id names the shape within the log of its table
 * @param withColumns the common descriptor
 * @param withoutColumns the same for answers that leave the columns out
 */
record StorageShape(int id, StorageDescriptor withColumns, StorageDescriptor withoutColumns) {
  static StorageShape of(int id, StorageDescriptor common) {
    return new StorageShape(
        id,
        common,
        common.toBuilder()
            .columns((java.util.Collection<software.amazon.awssdk.services.glue.model.Column>) null)
            .build());
  }
}
