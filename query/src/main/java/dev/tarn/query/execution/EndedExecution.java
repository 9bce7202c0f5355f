package dev.tarn.query.execution;

import dev.tarn.query.result.StoredResult;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryRuntimeStatisticsRows;
import software.amazon.awssdk.services.athena.model.QueryStage;

/**
 * A query that is over, as it is kept.
 *
 * @param result what GetQueryResults answers; absent when it refuses
 * @param rows what was read and written; absent when nothing was scanned
 * @param stage how the work was divided, likewise
 */
record EndedExecution(
    QueryExecution execution,
    Optional<StoredResult> result,
    Optional<QueryRuntimeStatisticsRows> rows,
    Optional<QueryStage> stage) {}
