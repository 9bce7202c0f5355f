package dev.tarn.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An upload in parts that is not complete.
 *
 * @param attributes what the object will have, without what only the parts will tell
 * @param checksumAlgorithm of the parts and the object, when the upload was started with one
 * @param checksumType FULL_OBJECT or COMPOSITE, when there is an algorithm
 */
public record MultipartUpload(
    ObjectKey key,
    String uploadId,
    Instant initiated,
    ObjectAttributes attributes,
    @Nullable String checksumAlgorithm,
    @Nullable String checksumType) {}
