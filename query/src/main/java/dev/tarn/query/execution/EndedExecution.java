package dev.tarn.query.execution;

import dev.tarn.query.result.StoredResult;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryRuntimeStatisticsRows;

/**
 * A query that is over, as it is kept.
 *
 * @param result what GetQueryResults answers; absent when it refuses
 * @param rows what was read and written; absent when nothing was scanned
 */
record EndedExecution(
    QueryExecution execution,
    Optional<StoredResult> result,
    Optional<QueryRuntimeStatisticsRows> rows) {}
