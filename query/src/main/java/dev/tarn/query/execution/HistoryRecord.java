package dev.tarn.query.execution;

import dev.tarn.query.execution.Submission.RequestToken;
import dev.tarn.query.result.StoredResult;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryRuntimeStatisticsRows;
import software.amazon.awssdk.services.athena.model.QueryStage;

/**
 * One line of the log: a query was accepted, or it ended. The second says everything that the first
 * said.
 */
record HistoryRecord(
    Heading heading,
    Optional<StoredResult> result,
    Optional<QueryRuntimeStatisticsRows> rows,
    Optional<QueryStage> stage,
    QueryExecution execution) {
  /**
   * What is known of a record without decoding the rest of it.
   *
   * @param sequence the order of acceptance
   * @param submittedMillis epoch milliseconds
   * @param reuseKey what other queries must have to be answered with this one's result
   */
  record Heading(
      boolean ended,
      long sequence,
      String id,
      String workGroup,
      long submittedMillis,
      Optional<RequestToken> token,
      Optional<String> reuseKey) {
    Heading whenEnded() {
      return new Heading(true, sequence, id, workGroup, submittedMillis, token, reuseKey);
    }
  }
}
