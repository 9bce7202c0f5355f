package dev.tarn.query.execution;

import dev.tarn.query.dialect.HiveStatement;
import dev.tarn.query.dialect.PreparedCommand;
import dev.tarn.query.dialect.TrinoStatement;
import dev.tarn.query.failure.QueryFailure;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one accepted query from its turn to its end, in the calling thread. */
final class QueryRunner {
  private static final Logger LOG = LoggerFactory.getLogger(QueryRunner.class);

  private final ExecutionHistory history;
  private final Clock clock;
  private final QueryPauses pauses;
  private final EngineStatements engineStatements;
  private final HiveStatements hiveStatements;
  private final PreparedCommands preparedCommands;

  QueryRunner(
      ExecutionHistory history,
      Clock clock,
      QueryPauses pauses,
      EngineStatements engineStatements,
      HiveStatements hiveStatements,
      PreparedCommands preparedCommands) {
    this.history = history;
    this.clock = clock;
    this.pauses = pauses;
    this.engineStatements = engineStatements;
    this.hiveStatements = hiveStatements;
    this.preparedCommands = preparedCommands;
  }

  /** Returns when the query has ended; never throws. */
  void run(QueryPlan plan, Execution execution) {
    try {
      pauses.queued(execution);
      switch (plan.route()) {
        case Route.Run _ -> runStatement(plan, execution);
        case Route.Refuse(QueryFailure failure) ->
            history.end(execution, () -> Outcome.Failed.of(failure));
        case Route.Reuse(EndedExecution earlier) -> {
          if (execution.begin(clock.instant(), Optional.empty())) {
            history.end(execution, () -> new Outcome.Reused(earlier.result()));
          }
        }
      }
    } catch (RuntimeException | Error e) {
      // The edge of the query's own thread: a query must not stay RUNNING for ever.
      LOG.error("Query {} failed unexpectedly", plan.id(), e);
      history.end(execution, () -> Outcome.Failed.of(QueryFailure.unexpected(e)));
    }
  }

  private void runStatement(QueryPlan plan, Execution execution) {
    switch (plan.statement()) {
      case TrinoStatement statement -> engineStatements.run(plan, statement, execution);
      case HiveStatement statement -> {
        if (execution.begin(clock.instant(), Optional.empty()) && pauses.running(execution)) {
          hiveStatements.run(plan, statement, execution);
        }
      }
      case PreparedCommand command -> {
        if (execution.begin(clock.instant(), Optional.empty()) && pauses.running(execution)) {
          preparedCommands.run(plan, command, execution);
        }
      }
    }
  }
}
