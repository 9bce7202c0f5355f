/**
 * Objects with S3 semantics on local files.
 *
 * <p>{@link dev.tarn.storage.ObjectStore} is what the rest of Tarn reads and writes through; {@link
 * dev.tarn.storage.LocalObjectStore} keeps an object at its natural path {@code
 * objects/<bucket>/<key>}, so that files dropped there by hand are objects too. What a plain path
 * cannot express is escaped reversibly. Content type, user metadata, checksums and the like live in
 * {@code objects-meta/} and belong to one exact state of the file: a file changed by hand loses
 * them. The S3 protocol over this store is in {@code dev.tarn.storage.s3}. {@link
 * dev.tarn.storage.AtomicFiles} is the one way this project publishes small files.
 */
@NullMarked
package dev.tarn.storage;

import org.jspecify.annotations.NullMarked;
