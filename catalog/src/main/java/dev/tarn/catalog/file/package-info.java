/**
 * How the catalog is kept on disk, below any notion of tables and partitions: safe file names for
 * arbitrary entity names, the JSON envelope around one entity, append-only logs, the trash that
 * makes the removal of a directory atomic, and the lock that keeps a second process out. Everything
 * here survives being killed at any point; what is unreadable is refused with the file's name.
 */
@NullMarked
package dev.tarn.catalog.file;

import org.jspecify.annotations.NullMarked;
