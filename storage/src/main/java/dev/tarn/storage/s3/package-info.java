/**
 * The S3 protocol over the object store.
 *
 * <p>{@link dev.tarn.storage.s3.S3Endpoint} takes an HTTP request, finds the operation in one table
 * and turns what the operation throws into S3's XML errors. There is one class per family of
 * operations; they read the request through {@code S3Exchange}, which decodes path, query and body,
 * and answer through it. Nothing here knows how objects are kept, and nothing outside knows S3's
 * XML.
 */
@NullMarked
package dev.tarn.storage.s3;

import org.jspecify.annotations.NullMarked;
