package dev.tarn.conformance.golden;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** Starts statements of one area and waits for their ends. */
final class StatementRun {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

  private final AthenaClient athena;
  private final Area area;

  StatementRun(AthenaClient athena, Area area) {
    this.athena = athena;
    this.area = area;
  }

  /**
   * Starts a statement.
   *
   * @throws software.amazon.awssdk.services.athena.model.AthenaException when it is refused
   */
  String start(String sql, Optional<Map<String, String>> context, List<String> parameters) {
    Map<String, String> sent = context.orElse(Map.of("database", area.database()));
    return athena
        .startQueryExecution(r ->
            r.queryString(sql)
                .queryExecutionContext(
                    c -> c.database(sent.get("database")).catalog(sent.get("catalog")))
                .resultConfiguration(c -> c.outputLocation(area.outputLocation()))
                .executionParameters(parameters.isEmpty() ? null : parameters))
        .queryExecutionId();
  }

  QueryExecution await(String id) throws InterruptedException {
    while (true) {
      QueryExecution execution =
          athena.getQueryExecution(r -> r.queryExecutionId(id)).queryExecution();
      QueryExecutionState state = execution.status().state();
      if (state != QueryExecutionState.QUEUED && state != QueryExecutionState.RUNNING) {
        return execution;
      }
      Thread.sleep(POLL_INTERVAL);
    }
  }

  /** Runs a statement that must succeed. */
  QueryExecution succeed(String sql) throws InterruptedException {
    QueryExecution execution = await(start(sql, Optional.empty(), List.of()));
    if (execution.status().state() != QueryExecutionState.SUCCEEDED) {
      throw new AssertionError(sql + "\n" + execution.status().stateChangeReason());
    }
    return execution;
  }
}
