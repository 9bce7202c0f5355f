/**
 * What Athena does to Iceberg tables and Trino has no statement for: VACUUM by a table's own
 * properties, several columns in one change, unset properties. They are procedures of the hidden
 * catalog, which only rewritten statements can call, and work on Iceberg's library through Trino's
 * catalog and file system. Also the columns that Glue shows of an Iceberg table.
 */
@NullMarked
package dev.tarn.query.trino.iceberg;

import org.jspecify.annotations.NullMarked;
