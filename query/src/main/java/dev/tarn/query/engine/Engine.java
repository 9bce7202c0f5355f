package dev.tarn.query.engine;

/** Runs SQL. Starting may take seconds and happens in the background. */
public interface Engine extends AutoCloseable {
  /** Where the start has got to; never blocks. */
  EngineState state();

  /**
   * Creates a query without running it. Blocks while the engine is starting.
   *
   * @throws EngineFailure when the engine could not start or has been closed
   */
  EngineQuery submit(EngineRequest request);

  /** Cancels what runs and releases everything. Idempotent. */
  @Override
  void close();
}
