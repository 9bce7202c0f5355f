/**
 * Iceberg tables that Glue itself creates and changes ({@code OpenTableFormatInput} and {@code
 * UpdateOpenTableFormatInput}). Requests become Iceberg's own metadata, which is written as a new
 * file beside the table's data; the catalog then points at that file. Only this package knows
 * Iceberg's library, and nothing loads it before the first such request: only {@link
 * dev.tarn.catalog.iceberg.IcebergTables} is seen from outside, and it has no Iceberg types in it.
 */
@NullMarked
package dev.tarn.catalog.iceberg;

import org.jspecify.annotations.NullMarked;
