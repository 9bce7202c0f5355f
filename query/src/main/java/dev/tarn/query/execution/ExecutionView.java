package dev.tarn.query.execution;

import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.query.execution.Outcome.Cancelled;
import dev.tarn.query.execution.Outcome.Failed;
import dev.tarn.query.execution.Outcome.Reused;
import dev.tarn.query.execution.Outcome.Succeeded;
import dev.tarn.query.execution.Phase.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.QueryRuntimeStatisticsRows;
import software.amazon.awssdk.services.athena.model.ResultReuseInformation;

/** What GetQueryExecution shows in each state; which statistics appear when was measured. */
final class ExecutionView {
  private ExecutionView() {}

  /** A query that has not ended. */
  static QueryExecution live(Submission submission, Phase phase, Instant now) {
    return switch (phase) {
      case Phase.Queued _ ->
          complete(
              submission, status(submission, QueryExecutionState.QUEUED), waiting(submission, now));
      case Running running -> {
        EngineStatistics engine =
            running.query().map(EngineQuery::statistics).orElse(EngineStatistics.NONE);
        yield complete(
            submission,
            status(submission, QueryExecutionState.RUNNING),
            statistics(submission, running, engine, now));
      }
      case Phase.Ended ended -> ended.execution().execution();
    };
  }

  /** A query that ends now. */
  static EndedExecution ended(Submission submission, Phase before, Outcome outcome, Instant now) {
    QueryExecutionStatistics.Builder statistics =
        statistics(submission, before, outcome.statistics(), now);
    QueryExecutionStatus.Builder status;
    switch (outcome) {
      case Succeeded succeeded -> {
        status = status(submission, QueryExecutionState.SUCCEEDED);
        succeeded.manifestLocation().ifPresent(statistics::dataManifestLocation);
      }
      case Reused _ -> {
        status = status(submission, QueryExecutionState.SUCCEEDED);
        statistics.resultReuseInformation(reuse(true));
      }
      case Failed failed ->
          status =
              status(submission, QueryExecutionState.FAILED)
                  .stateChangeReason(failed.failure().reason())
                  .athenaError(failed.failure().error());
      case Cancelled cancelled ->
          status =
              status(submission, QueryExecutionState.CANCELLED)
                  .stateChangeReason(cancelled.reason());
    }
    return new EndedExecution(
        complete(submission, status.completionDateTime(now), statistics),
        switch (outcome) {
          case Succeeded succeeded -> Optional.of(succeeded.result());
          case Reused reused -> reused.result();
          case Failed failed -> failed.result();
          case Cancelled _ -> Optional.empty();
        },
        rows(outcome.statistics()),
        outcome.statistics().outputStage().map(RuntimeStages::of));
  }

  private static QueryExecution complete(
      Submission submission,
      QueryExecutionStatus.Builder status,
      QueryExecutionStatistics.Builder statistics) {
    return submission.accepted().toBuilder()
        .status(status.build())
        .statistics(statistics.build())
        .build();
  }

  private static QueryExecutionStatus.Builder status(
      Submission submission, QueryExecutionState state) {
    return QueryExecutionStatus.builder().state(state).submissionDateTime(submission.submitted());
  }

  private static QueryExecutionStatistics.Builder waiting(Submission submission, Instant now) {
    long waited = millis(Duration.between(submission.submitted(), now));
    return QueryExecutionStatistics.builder()
        .queryQueueTimeInMillis(waited)
        .totalExecutionTimeInMillis(waited);
  }

  private static QueryExecutionStatistics.Builder statistics(
      Submission submission, Phase phase, EngineStatistics engine, Instant now) {
    boolean ran = phase instanceof Running;
    Instant began = phase instanceof Running running ? running.since() : now;
    boolean byEngine = phase instanceof Running running && running.query().isPresent();
    Duration total = Duration.between(submission.submitted(), now);
    Duration queued =
        Duration.between(submission.submitted(), began)
            .minus(submission.preProcessing())
            .plus(engine.queued());
    Duration running = Duration.between(began, now);
    Duration executing =
        byEngine && engine.execution().compareTo(running) < 0 ? engine.execution() : running;
    Duration rest =
        total
            .minus(queued)
            .minus(submission.preProcessing())
            .minus(ran ? executing : Duration.ZERO);
    var statistics =
        QueryExecutionStatistics.builder()
            .totalExecutionTimeInMillis(begunMillis(total))
            .queryQueueTimeInMillis(begunMillis(queued))
            .servicePreProcessingTimeInMillis(millis(submission.preProcessing()))
            .engineExecutionTimeInMillis(ran ? millis(executing) : 0)
            .serviceProcessingTimeInMillis(millis(rest))
            .dataScannedInBytes(engine.processedBytes())
            .resultReuseInformation(reuse(false));
    if (byEngine && submission.planned()) {
      statistics.queryPlanningTimeInMillis(millis(engine.planning()));
    }
    return statistics;
  }

  private static ResultReuseInformation reuse(boolean reused) {
    return ResultReuseInformation.builder().reusedPreviousResult(reused).build();
  }

  private static Optional<QueryRuntimeStatisticsRows> rows(EngineStatistics engine) {
    if (engine.processedRows() == 0 && engine.processedBytes() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        QueryRuntimeStatisticsRows.builder()
            .inputRows(engine.processedRows())
            .inputBytes(engine.processedBytes())
            .outputRows(engine.outputRows())
            .outputBytes(engine.outputBytes())
            .build());
  }

  /** A millisecond that has begun counts: clients take a waiting time of 0 for none at all. */
  private static long begunMillis(Duration duration) {
    return millis(duration.plusNanos(999_999));
  }

  private static long millis(Duration duration) {
    return Math.max(0, duration.toMillis());
  }
}
