/**
 * The partitions of one table: held in memory in a compact form that shares everything equal
 * between partitions, kept in an append-only log beside the table, ordered by their values, and
 * found through partition indexes. A million of them fit in a few hundred megabytes. Reading never
 * waits for a writer; writers are serialized by the table's lock.
 */
@NullMarked
package dev.tarn.catalog.partition;

import org.jspecify.annotations.NullMarked;
