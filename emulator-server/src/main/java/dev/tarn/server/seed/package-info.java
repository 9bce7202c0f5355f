/**
 * The {@code seed} command: a tree of files becomes buckets, objects and tables. The first level of
 * directories are the buckets; a directory in one with data files becomes a table, whose columns
 * are inferred from the files, and directories such as {@code day=2026-01-01} its partitions.
 */
@NullMarked
package dev.tarn.server.seed;

import org.jspecify.annotations.NullMarked;
