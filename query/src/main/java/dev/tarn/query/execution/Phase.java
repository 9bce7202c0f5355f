package dev.tarn.query.execution;

import dev.tarn.query.engine.EngineQuery;
import java.time.Instant;
import java.util.Optional;

/** Where a query stands. */
sealed interface Phase {
  /** Waits for its turn, or for the engine to be ready. */
  record Queued() implements Phase {}

  /**
   * Runs.
   *
   * @param query absent for statements that no engine runs
   */
  record Running(Instant since, Optional<EngineQuery> query) implements Phase {}

  /** Over, for good. */
  record Ended(EndedExecution execution) implements Phase {}
}
