/**
 * The registries, schemas and versions of the Glue Schema Registry: in memory for reading, on files
 * for keeping. A registry is a directory with its schemas in it, a schema one with its versions in
 * it, and a version a file that is written once. Readers see one immutable state; writers take
 * turns.
 */
@NullMarked
package dev.tarn.catalog.schema.repository;

import org.jspecify.annotations.NullMarked;
