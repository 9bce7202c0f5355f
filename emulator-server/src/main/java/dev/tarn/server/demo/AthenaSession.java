package dev.tarn.server.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;

/** Runs statements through Athena the way every client does: start, poll, fetch. */
final class AthenaSession {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private final AthenaClient athena;
  private final String database;
  private final String outputLocation;

  AthenaSession(AthenaClient athena, String database, String outputLocation) {
    this.athena = athena;
    this.database = database;
    this.outputLocation = outputLocation;
  }

  /** How a statement ended; the rows start with the header where Athena gives one. */
  record Outcome(QueryExecution execution, List<List<String>> rows, Duration elapsed) {
    boolean succeeded() {
      return execution.status().state() == QueryExecutionState.SUCCEEDED;
    }
  }

  Outcome run(String sql) throws InterruptedException {
    long start = System.nanoTime();
    String id =
        athena
            .startQueryExecution(request ->
                request
                    .queryString(sql)
                    .queryExecutionContext(context -> context.database(database))
                    .resultConfiguration(result -> result.outputLocation(outputLocation)))
            .queryExecutionId();
    QueryExecution execution = awaitEnd(id);
    List<List<String>> rows = List.of();
    if (execution.status().state() == QueryExecutionState.SUCCEEDED) {
      rows = fetch(id);
    }
    return new Outcome(execution, rows, Duration.ofNanos(System.nanoTime() - start));
  }

  private QueryExecution awaitEnd(String id) throws InterruptedException {
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

  private List<List<String>> fetch(String id) {
    GetQueryResultsRequest request = GetQueryResultsRequest.builder().queryExecutionId(id).build();
    List<List<String>> rows = new ArrayList<>();
    athena
        .getQueryResultsPaginator(request)
        .forEach(page -> page.resultSet().rows().forEach(row -> rows.add(cells(row))));
    return rows;
  }

  private static List<String> cells(Row row) {
    return row.data().stream().map(AthenaSession::text).toList();
  }

  private static String text(Datum datum) {
    return datum.varCharValue() == null ? "" : datum.varCharValue();
  }
}
