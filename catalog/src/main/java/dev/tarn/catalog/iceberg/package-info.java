/**
 * Iceberg tables that Glue itself creates and changes ({@code OpenTableFormatInput} and {@code
 * UpdateOpenTableFormatInput}), and that Athena changes without an engine. Requests become
 * Iceberg's own metadata, which is written as a new file beside the table's data; the catalog then
 * points at that file. Nothing loads Iceberg's library before the first such request: only {@link
 * dev.tarn.catalog.iceberg.IcebergTables} and the records that it takes and gives are seen from
 * outside, and they have no Iceberg types in them.
 */
@NullMarked
package dev.tarn.catalog.iceberg;

import org.jspecify.annotations.NullMarked;
