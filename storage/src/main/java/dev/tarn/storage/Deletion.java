package dev.tarn.storage;

import org.jspecify.annotations.Nullable;

/**
 * What a deletion did.
 *
 * @param existed whether there was something to delete
 * @param versionId of the delete marker that was added, or of what was deleted by its id; null in a
 *     bucket without versions
 * @param deleteMarker whether that is a delete marker
 */
public record Deletion(boolean existed, @Nullable String versionId, boolean deleteMarker) {}
