/**
 * The life of a query from StartQueryExecution to its end. An execution moves QUEUED, RUNNING and
 * then exactly once to SUCCEEDED, FAILED or CANCELLED; its result objects exist and its record is
 * on disk before the end becomes visible. A bounded number runs at a time, one virtual thread each.
 * The history is an append-only log, one file a day, kept for 45 days as Athena keeps it.
 */
@NullMarked
package dev.tarn.query.execution;

import org.jspecify.annotations.NullMarked;
