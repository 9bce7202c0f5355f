package dev.tarn.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** Runs statements the way every Athena client does: start, poll, fetch. */
final class AthenaSession {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  private final AthenaClient athena;
  private final String outputLocation;

  AthenaSession(AthenaClient athena, String outputLocation) {
    this.athena = athena;
    this.outputLocation = outputLocation;
  }

  /** Runs a statement that must succeed. */
  QueryExecution succeed(String sql) throws InterruptedException {
    QueryExecution execution = run(sql);
    if (execution.status().state() != QueryExecutionState.SUCCEEDED) {
      throw new AssertionError(
          sql
              + "\n"
              + execution.status().stateAsString()
              + ": "
              + execution.status().stateChangeReason());
    }
    return execution;
  }

  /** Runs a statement to whatever end it comes. */
  QueryExecution run(String sql) throws InterruptedException {
    return await(start(sql));
  }

  String start(String sql) {
    return athena
        .startQueryExecution(request ->
            request
                .queryString(sql)
                .resultConfiguration(result -> result.outputLocation(outputLocation)))
        .queryExecutionId();
  }

  QueryExecution await(String id) throws InterruptedException {
    while (true) {
      QueryExecution execution =
          athena.getQueryExecution(request -> request.queryExecutionId(id)).queryExecution();
      QueryExecutionState state = execution.status().state();
      if (state != QueryExecutionState.QUEUED && state != QueryExecutionState.RUNNING) {
        return execution;
      }
      Thread.sleep(POLL_INTERVAL);
    }
  }

  /** All rows of a statement that must succeed, the header included; a NULL is "NULL". */
  List<List<String>> rows(String sql) throws InterruptedException {
    String id = succeed(sql).queryExecutionId();
    List<List<String>> rows = new ArrayList<>();
    athena
        .getQueryResultsPaginator(request -> request.queryExecutionId(id))
        .forEach(page ->
            page.resultSet()
                .rows()
                .forEach(row -> rows.add(row.data().stream().map(AthenaSession::text).toList())));
    return rows;
  }

  private static String text(Datum datum) {
    return datum.varCharValue() == null ? "NULL" : datum.varCharValue();
  }
}
