package dev.tarn.server.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;

/** Runs statements through Athena as every client does: start, poll, fetch. */
final class QueryRun {
  private static final Duration FIRST_POLL = Duration.ofMillis(5);
  private static final Duration LAST_POLL = Duration.ofMillis(200);

  private final AthenaClient athena;
  private final String outputLocation;

  QueryRun(AthenaClient athena, String outputLocation) {
    this.athena = athena;
    this.outputLocation = outputLocation;
  }

  /** How a statement ended; without the header row that Athena puts before the rows of a query. */
  record Outcome(
      QueryExecution execution, List<ColumnInfo> columns, List<List<@Nullable String>> rows) {
    boolean succeeded() {
      return execution.status().state() == QueryExecutionState.SUCCEEDED;
    }
  }

  /**
   * @param progress told about the execution each time it is looked at
   */
  Outcome run(String sql, @Nullable String database, Consumer<QueryExecution> progress)
      throws InterruptedException {
    String id =
        athena
            .startQueryExecution(request ->
                request
                    .queryString(sql)
                    .queryExecutionContext(context -> context.database(database))
                    .resultConfiguration(result -> result.outputLocation(outputLocation)))
            .queryExecutionId();
    QueryExecution execution = await(id, progress);
    if (execution.status().state() != QueryExecutionState.SUCCEEDED) {
      return new Outcome(execution, List.of(), List.of());
    }
    return fetch(id, execution);
  }

  private QueryExecution await(String id, Consumer<QueryExecution> progress)
      throws InterruptedException {
    Duration pause = FIRST_POLL;
    while (true) {
      QueryExecution execution =
          athena.getQueryExecution(request -> request.queryExecutionId(id)).queryExecution();
      QueryExecutionState state = execution.status().state();
      if (state != QueryExecutionState.QUEUED && state != QueryExecutionState.RUNNING) {
        return execution;
      }
      progress.accept(execution);
      Thread.sleep(pause);
      pause = pause.multipliedBy(2).compareTo(LAST_POLL) < 0 ? pause.multipliedBy(2) : LAST_POLL;
    }
  }

  private Outcome fetch(String id, QueryExecution execution) {
    List<ColumnInfo> columns = new ArrayList<>();
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (GetQueryResultsResponse page :
        athena.getQueryResultsPaginator(request -> request.queryExecutionId(id))) {
      if (columns.isEmpty()) {
        columns.addAll(page.resultSet().resultSetMetadata().columnInfo());
      }
      page.resultSet().rows().forEach(row -> rows.add(cells(row)));
    }
    List<String> names = columns.stream().map(ColumnInfo::name).toList();
    if (!rows.isEmpty()
        && execution.statementTypeAsString().equals("DML")
        && rows.getFirst().equals(names)) {
      rows.removeFirst();
    }
    return new Outcome(execution, columns, rows);
  }

  private static List<@Nullable String> cells(Row row) {
    List<@Nullable String> cells = new ArrayList<>();
    for (Datum datum : row.data()) {
      cells.add(datum.varCharValue());
    }
    return cells;
  }
}
