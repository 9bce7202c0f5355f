/**
 * Views as Athena leaves them in the catalog. Trino's Hive connector writes the same encoded
 * definition, but describes a view's columns with a dummy; other programs read the columns from the
 * catalog. The Glue client between engine and catalog puts them there.
 */
@NullMarked
package dev.tarn.query.trino.view;

import org.jspecify.annotations.NullMarked;
