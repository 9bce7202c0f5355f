package dev.tarn.query.execution;

import dev.tarn.protocol.validation.Constraints;
import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.query.result.ManagedResults;
import dev.tarn.query.result.ResultReader;
import dev.tarn.query.result.StoredResult;
import dev.tarn.storage.ObjectKey;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryResultType;

/** GetQueryResults: whether there are results, in AWS's order of checks (measured). */
public final class ResultOperations {
  private static final int FRAMEWORK_MAX_PAGE = 100_000;
  private static final int MAX_PAGE = 1000;

  private final ExecutionHistory history;
  private final ResultReader reader;
  private final ManagedResults managed;

  public ResultOperations(ExecutionHistory history, ResultReader reader, ManagedResults managed) {
    this.history = history;
    this.reader = reader;
    this.managed = managed;
  }

  public GetQueryResultsResponse getQueryResults(GetQueryResultsRequest request) {
    String id = request.queryExecutionId();
    Constraints.withoutValues()
        .notNull("queryExecutionId", id)
        .length("queryExecutionId", id, 1, 128)
        .length("nextToken", request.nextToken(), 1, 1024)
        .range("maxResults", request.maxResults(), 1, FRAMEWORK_MAX_PAGE)
        .oneOf("queryResultType", request.queryResultTypeAsString(), QueryResultType.knownValues())
        .orThrow(InvalidRequests::invalidInput);
    if (request.queryResultType() == QueryResultType.DATA_MANIFEST) {
      throw InvalidRequests.invalidInput(
          "QueryResultType DATA_MANIFEST is not supported by this server.");
    }
    Optional<Optional<EndedExecution>> known = history.ended(id);
    if (known.isEmpty()) {
      throw InvalidRequests.invalid(
          InvalidRequests.QUERY_EXECUTION_NOT_FOUND, "QueryExecution " + id + " was not found");
    }
    int size = request.maxResults() == null ? MAX_PAGE : request.maxResults();
    if (size > MAX_PAGE) {
      throw InvalidRequests.invalidInput(
          "MaxResults is more than maximum allowed length " + MAX_PAGE);
    }
    EndedExecution ended = known.get().orElseThrow(() -> unfinished(id));
    StoredResult result = ended.result().orElseThrow(() -> refusal(ended.execution()));
    return reader.read(id, result, location(ended.execution()), request.nextToken(), size);
  }

  private ObjectKey location(QueryExecution execution) {
    if (execution.managedQueryResultsConfiguration() == null) {
      return ObjectKey.parse(execution.resultConfiguration().outputLocation());
    }
    if (!managed.isKept(execution.status().completionDateTime())) {
      throw InvalidRequests.resultNotFound();
    }
    return ManagedResults.key(execution.queryExecutionId());
  }

  private RuntimeException unfinished(String id) {
    String state =
        history.view(id).map(execution -> execution.status().stateAsString()).orElse("RUNNING");
    return InvalidRequests.invalid(
        InvalidRequests.INVALID_QUERY_EXECUTION_STATE,
        "Query has not yet finished. Current state: " + state);
  }

  private static RuntimeException refusal(QueryExecution execution) {
    if (execution.status().state() == QueryExecutionState.CANCELLED || isIcebergChange(execution)) {
      return InvalidRequests.resultNotFound();
    }
    return InvalidRequests.invalid(
        InvalidRequests.INVALID_QUERY_EXECUTION_STATE,
        "Query did not finish successfully. Final query state: "
            + execution.status().stateAsString());
  }

  /** Failed changes to Iceberg tables have no results rather than a wrong state (measured). */
  private static boolean isIcebergChange(QueryExecution execution) {
    String reason = execution.status().stateChangeReason();
    return (execution.substatementType() != null
            && execution.substatementType().startsWith("ALTER_TABLE"))
        || (reason != null && reason.startsWith("Query type not supported by Athena Iceberg"));
  }
}
