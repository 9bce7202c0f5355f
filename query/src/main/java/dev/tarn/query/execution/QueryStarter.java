package dev.tarn.query.execution;

import java.util.Optional;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** Starts queries, each request token once. A refused request does not use up its token. */
final class QueryStarter {
  private final QueryPlanner planner;
  private final ExecutionHistory history;
  private final QueryDispatcher dispatcher;

  QueryStarter(QueryPlanner planner, ExecutionHistory history, QueryDispatcher dispatcher) {
    this.planner = planner;
    this.history = history;
    this.dispatcher = dispatcher;
  }

  /** The id of the query that was started, now or by an equal request before. */
  String start(StartQueryExecutionRequest request) {
    QueryPlanner.Draft draft = planner.draft(request);
    Optional<String> repeated = history.startedBy(draft.token());
    if (repeated.isPresent()) {
      return repeated.get();
    }
    QueryPlan plan = draft.plan();
    dispatcher.checkCapacity();
    Optional<Execution> execution = history.submit(draft.submission(plan));
    if (execution.isEmpty()) {
      return history.startedBy(draft.token()).orElseThrow();
    }
    dispatcher.dispatch(plan, execution.get());
    return plan.id();
  }
}
