/**
 * Statements on Iceberg tables that no engine runs as Athena does, whichever engine it is: OPTIMIZE
 * chooses its files by the table's properties before the engine rewrites them, and changes of
 * metadata that Trino has no statement for are committed here, to the catalog. Iceberg's library
 * itself is behind {@link dev.tarn.catalog.iceberg.IcebergTables}.
 */
@NullMarked
package dev.tarn.query.iceberg;

import org.jspecify.annotations.NullMarked;
