/**
 * Trino's file system on our objects: what the connectors read and write are the same objects that
 * the S3 endpoint serves, without HTTP in between. Locations are keys, never paths: {@code ..} in
 * one is just part of a name. As on S3 there are no directories and no renames, listings are in key
 * order, and an object appears whole or not at all. Also remembers which data files each query
 * published, for manifests.
 */
@NullMarked
package dev.tarn.query.trino.file;

import org.jspecify.annotations.NullMarked;
