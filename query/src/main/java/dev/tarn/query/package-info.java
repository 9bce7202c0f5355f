/**
 * Amazon Athena: the life of a query execution from StartQueryExecution to the result object, the
 * two SQL dialects, workgroups, named queries and prepared statements. Execution is behind a port;
 * only the engine and parser packages below know Trino.
 */
@NullMarked
package dev.tarn.query;

import org.jspecify.annotations.NullMarked;
