/**
 * Partition projection: partitions that a table's properties describe instead of the catalog. The
 * projected values of each partition column are computed from the table's properties and the
 * query's predicate when the engine asks its metastore for partitions; registered partitions of
 * such a table are not looked at. Trino has a projection of its own, with narrower ranges and date
 * formats than Athena's and other error texts; it is off.
 */
@NullMarked
package dev.tarn.query.trino.projection;

import org.jspecify.annotations.NullMarked;
