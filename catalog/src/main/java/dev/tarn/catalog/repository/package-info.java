/**
 * The entities of the catalog, in memory for reading and on files for keeping: databases, their
 * tables with versions, partitions and statistics, and the folders of single-file entities. Entries
 * read without locks; a write holds the lock of the table it changes, and the removal of a database
 * waits for the writes inside it. Every write is on disk before it is visible.
 */
@NullMarked
package dev.tarn.catalog.repository;

import org.jspecify.annotations.NullMarked;
