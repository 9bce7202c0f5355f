package dev.tarn.query.execution;

import dev.tarn.query.ddl.StatementFailure;
import dev.tarn.query.ddl.UtilityResult;
import dev.tarn.query.ddl.UtilityResult.EngineTrace;
import dev.tarn.query.dialect.HiveStatement;
import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.query.execution.Outcome.Failed;
import dev.tarn.query.execution.Outcome.Succeeded;
import dev.tarn.query.failure.QueryFailure;
import dev.tarn.query.result.ResultObjects;
import dev.tarn.query.result.ResultSink;
import dev.tarn.query.result.StoredResult;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Runs Hive-style statements and publishes their text. */
final class HiveStatements {
  /** What the reasons of Hive's own failures begin with; others are not written as a result. */
  private static final String HIVE_FAILURE = "FAILED: ";

  private final CatalogStatementRunner runner;
  private final ResultObjects results;
  private final ExecutionHistory history;

  HiveStatements(CatalogStatementRunner runner, ResultObjects results, ExecutionHistory history) {
    this.runner = runner;
    this.results = results;
    this.history = history;
  }

  void run(QueryPlan plan, HiveStatement statement, Execution execution) {
    UtilityResult answer;
    try {
      answer = runner.run(statement);
    } catch (StatementFailure failure) {
      history.end(execution, () -> failed(plan, failure));
      return;
    }
    try (ResultSink sink =
        results
            .with(plan.objectHeaders())
            .open(plan.kind(), plan.location(), contentType(answer))) {
      sink.columns(answer.columns());
      for (@Nullable String[] row : answer.rows()) {
        sink.row(row);
      }
      history.end(execution, () -> publish(plan, answer, sink));
    } catch (IOException | AwsServiceException e) {
      history.end(execution, () -> Failed.of(QueryFailure.unwritable(plan.location().uri(), e)));
    }
  }

  private Outcome publish(QueryPlan plan, UtilityResult answer, ResultSink sink) {
    try {
      sink.publish();
      if (answer.metadata()) {
        results
            .with(plan.objectHeaders())
            .writeMetadata(
                plan.location(),
                contentType(answer),
                answer.trace().map(EngineTrace::engineId).orElse(plan.id()),
                answer.trace().map(EngineTrace::updateType),
                OptionalLong.empty(),
                answer.columns());
      }
    } catch (IOException | AwsServiceException e) {
      return Failed.of(QueryFailure.unwritable(plan.location().uri(), e));
    }
    return new Succeeded(
        new StoredResult(plan.kind(), answer.columns(), answer.updateCount()),
        Optional.empty(),
        EngineStatistics.NONE);
  }

  /** Measured: what has a companion and no update count has the other type. */
  private static String contentType(UtilityResult answer) {
    boolean counted = answer.updateCount().isPresent();
    return answer.metadata() && !counted ? ResultObjects.OCTET_STREAM : ResultObjects.BINARY;
  }

  private Outcome failed(QueryPlan plan, StatementFailure failure) {
    QueryFailure explained =
        QueryFailure.of(
            failure.errorCategory(),
            failure.errorType(),
            failure.stateChangeReason(),
            failure.errorMessage(),
            false);
    if (!failure.stateChangeReason().startsWith(HIVE_FAILURE)) {
      return Failed.of(explained);
    }
    try {
      results.with(plan.objectHeaders()).writeReason(plan.location(), failure.stateChangeReason());
    } catch (IOException | AwsServiceException e) {
      return Failed.of(QueryFailure.unwritable(plan.location().uri(), e));
    }
    // Measured: GetQueryResults of a failed Hive-style statement answers an empty result.
    return new Failed(explained, Optional.of(StoredResult.NOTHING), EngineStatistics.NONE);
  }
}
