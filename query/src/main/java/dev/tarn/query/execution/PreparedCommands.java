package dev.tarn.query.execution;

import dev.tarn.query.dialect.PreparedCommand;
import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.query.execution.Outcome.Failed;
import dev.tarn.query.execution.Outcome.Succeeded;
import dev.tarn.query.failure.QueryFailure;
import dev.tarn.query.prepared.PreparedStatements;
import dev.tarn.query.result.ResultObjects;
import dev.tarn.query.result.ResultSink;
import dev.tarn.query.result.StoredResult;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.athena.model.PreparedStatement;

/** Runs PREPARE and DEALLOCATE on the work group's prepared statements. */
final class PreparedCommands {
  private static final int NOT_FOUND = 1300;

  private final PreparedStatements statements;
  private final ResultObjects results;
  private final ExecutionHistory history;
  private final Clock clock;

  PreparedCommands(
      PreparedStatements statements, ResultObjects results, ExecutionHistory history, Clock clock) {
    this.statements = statements;
    this.results = results;
    this.history = history;
    this.clock = clock;
  }

  void run(QueryPlan plan, PreparedCommand command, Execution execution) {
    boolean done =
        switch (command) {
          case PreparedCommand.Prepare prepare -> {
            statements.put(
                PreparedStatement.builder()
                    .statementName(prepare.name())
                    .queryStatement(prepare.query())
                    .workGroupName(plan.workGroup())
                    .lastModifiedTime(clock.instant())
                    .build());
            yield true;
          }
          case PreparedCommand.Deallocate _ -> statements.remove(plan.workGroup(), command.name());
          // The plan of an EXECUTE holds the prepared statement, unless there is none.
          case PreparedCommand.Execute _ -> false;
        };
    history.end(execution, () -> done ? publish(plan) : missing(command));
  }

  private static Outcome missing(PreparedCommand command) {
    return Failed.of(
        QueryFailure.of(
            QueryFailure.USER,
            NOT_FOUND,
            "NOT_FOUND: Prepared statement not found: " + command.name()));
  }

  private Outcome publish(QueryPlan plan) {
    try (ResultSink sink =
        results.with(plan.objectHeaders()).open(plan.kind(), plan.location(), plan.contentType())) {
      sink.publish();
    } catch (IOException | AwsServiceException e) {
      return Failed.of(QueryFailure.unwritable(plan.location().uri(), e));
    }
    return new Succeeded(StoredResult.NOTHING, Optional.empty(), EngineStatistics.NONE);
  }
}
