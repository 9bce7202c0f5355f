/**
 * Runs Hive-style statements on the catalog and the object store, and leaves in the catalog exactly
 * what Athena leaves there: the same members, parameters and class names that get_table shows after
 * the same statement on AWS. One class per family of statements, chosen by {@link
 * dev.tarn.query.ddl.HiveStatementRunner}; layouts of DESCRIBE and SHOW are classes of their own.
 * Failures carry Athena's StateChangeReason and AthenaError.
 */
@NullMarked
package dev.tarn.query.ddl;

import org.jspecify.annotations.NullMarked;
