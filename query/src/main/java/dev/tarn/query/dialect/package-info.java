/**
 * Athena's SQL. Athena speaks two languages: Hive-style DDL and utility statements, which have the
 * grammar {@code AthenaDdl.g4} here and become {@link dev.tarn.query.dialect.HiveStatement}
 * records, and Trino SQL, which Trino's own parser checks and which is rewritten token by token
 * where Athena differs ({@link dev.tarn.query.dialect.TrinoStatement}). {@link
 * dev.tarn.query.dialect.AthenaDialect} decides between them by tokens and refuses what AWS refuses
 * synchronously, with AWS's texts. A new Hive-style statement is one grammar alternative, one
 * record, and one case in the builder; a new Trino-side rewrite is one class that adds text edits.
 */
@NullMarked
package dev.tarn.query.dialect;

import org.jspecify.annotations.NullMarked;
