package dev.tarn.query.engine;

import java.io.IOException;

/** One statement: created with its engine id, then run once. */
public interface EngineQuery {
  /**
   * The engine's own id, such as {@code 20261121_034037_00001_abcde}; data files are named by it.
   */
  String engineId();

  /**
   * Runs to the end, in the calling thread, handing over rows as the sink takes them. A statement
   * without a result set (INSERT, CREATE TABLE AS, ...) calls the sink with the engine's own single
   * {@code rows} column or with no columns at all.
   *
   * @throws EngineFailure when the statement failed or was cancelled
   * @throws IOException what the sink threw; the query is cancelled first
   */
  EngineStatistics run(RowSink sink) throws EngineFailure, IOException;

  /**
   * Stops the query from any thread, before or while it runs; {@link #run} then throws an {@link
   * EngineFailure} named {@code USER_CANCELED}. Does nothing when the query has ended.
   */
  void cancel();

  /** What is known so far, from any thread. */
  EngineStatistics statistics();
}
