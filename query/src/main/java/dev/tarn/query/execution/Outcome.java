package dev.tarn.query.execution;

import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.query.failure.QueryFailure;
import dev.tarn.query.result.StoredResult;
import java.util.Optional;

/** How a query ended. */
sealed interface Outcome {
  /** Whatever the query used until then. */
  EngineStatistics statistics();

  /**
   * Did what it should.
   *
   * @param manifestLocation the list of the data files that it wrote
   */
  record Succeeded(
      StoredResult result, Optional<String> manifestLocation, EngineStatistics statistics)
      implements Outcome {}

  /** Was answered with the result of an earlier query. */
  record Reused(Optional<StoredResult> result) implements Outcome {
    @Override
    public EngineStatistics statistics() {
      return EngineStatistics.NONE;
    }
  }

  /**
   * Failed.
   *
   * @param result what GetQueryResults answers all the same; it refuses when absent
   */
  record Failed(QueryFailure failure, Optional<StoredResult> result, EngineStatistics statistics)
      implements Outcome {
    static Failed of(QueryFailure failure) {
      return of(failure, EngineStatistics.NONE);
    }

    static Failed of(QueryFailure failure, EngineStatistics statistics) {
      return new Failed(failure, Optional.empty(), statistics);
    }
  }

  /** Stopped by the user or by a limit. */
  record Cancelled(String reason, EngineStatistics statistics) implements Outcome {}
}
