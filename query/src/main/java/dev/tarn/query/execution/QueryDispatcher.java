package dev.tarn.query.execution;

import dev.tarn.query.dialect.TrinoStatement;
import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.query.execution.Outcome.Cancelled;
import dev.tarn.query.execution.Phase.Running;
import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.query.failure.QueryFailure;
import java.util.Optional;

/**
 * Lets queries run when it is their turn, and stops them. Statements for the engine and statements
 * on the catalog have slots of their own, so that DDL runs while the engine is busy or still
 * starting.
 */
final class QueryDispatcher {
  private static final String CANCELLED_BY_USER = "Query cancelled by user";

  private final ExecutionHistory history;
  private final QueryRunner runner;
  private final QueryLimits limits;
  private final QuerySlots engineSlots;
  private final QuerySlots catalogSlots;

  QueryDispatcher(ExecutionHistory history, QueryRunner runner, QueryLimits limits) {
    this.history = history;
    this.runner = runner;
    this.limits = limits;
    this.engineSlots = new QuerySlots("query", limits.runningQueries());
    this.catalogSlots = new QuerySlots("statement", limits.runningCatalogStatements());
  }

  /** Refuses another query when too many have not ended. */
  void checkCapacity() {
    if (engineSlots.load() + catalogSlots.load() >= limits.activeQueries()) {
      throw InvalidRequests.tooManyQueries();
    }
  }

  void dispatch(QueryPlan plan, Execution execution) {
    boolean byEngine =
        plan.statement() instanceof TrinoStatement && plan.route() instanceof Route.Run;
    QuerySlots slots = byEngine ? engineSlots : catalogSlots;
    slots.submit(plan.id(), () -> runner.run(plan, execution));
  }

  /** Cancels a query for its user; does nothing when it has ended. */
  void stop(Execution execution) {
    stop(execution, new Cancelled(CANCELLED_BY_USER, used(execution)));
  }

  /** Ends all queries because the server stops. */
  void stopAll() {
    for (Execution execution : history.live()) {
      stop(execution, Outcome.Failed.of(QueryFailure.interrupted(), used(execution)));
    }
  }

  private void stop(Execution execution, Outcome outcome) {
    Optional<Phase> before = history.end(execution, () -> outcome);
    String id = execution.submission().id();
    engineSlots.withdraw(id);
    catalogSlots.withdraw(id);
    if (before.isPresent() && before.get() instanceof Running running) {
      running.query().ifPresent(EngineQuery::cancel);
    }
  }

  private static EngineStatistics used(Execution execution) {
    return execution.phase() instanceof Running running
        ? running.query().map(EngineQuery::statistics).orElse(EngineStatistics.NONE)
        : EngineStatistics.NONE;
  }
}
