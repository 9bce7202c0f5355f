package dev.tarn.catalog.file;

import dev.tarn.protocol.AwsJsonCodec;
import dev.tarn.storage.AtomicFiles;

/**
 * What everything that keeps catalog entities on files works with.
 *
 * @param entities one entity a file
 * @param files atomic writes
 * @param codec wire JSON
 * @param trash where removed directories go
 * @param shared makes equal parts of entities one object in memory
 */
public record CatalogStorage(
    EntityFiles entities, AtomicFiles files, AwsJsonCodec codec, Trash trash, SharingPool shared) {}
