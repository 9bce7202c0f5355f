package dev.tarn.query.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/**
 * A query as StartQueryExecution accepted it.
 *
 * @param accepted what GetQueryExecution shows from the first poll to the last: everything but
 *     Status and Statistics
 * @param preProcessing how long it took to accept it
 * @param planned whether AWS reports a planning time for such a statement
 * @param token the ClientRequestToken, with what the request must equal to be the same one
 * @param reuseKey what other queries must have to be answered with this one's result
 */
record Submission(
    QueryExecution accepted,
    Instant submitted,
    Duration preProcessing,
    boolean planned,
    Optional<RequestToken> token,
    Optional<String> reuseKey) {
  /** A ClientRequestToken and a digest of the members that a repeated request must agree on. */
  record RequestToken(String token, String fingerprint) {}

  String id() {
    return accepted.queryExecutionId();
  }

  String workGroup() {
    return accepted.workGroup();
  }
}
