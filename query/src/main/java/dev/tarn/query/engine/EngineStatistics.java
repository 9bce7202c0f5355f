package dev.tarn.query.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a query has cost so far.
 *
 * @param processedBytes bytes read from objects, as stored (compressed); what Athena bills as
 *     scanned
 * @param processedRows rows read from objects
 * @param outputBytes size of the rows handed over, in the engine's memory format
 * @param outputRows rows handed over
 * @param queued time before the engine started to work on it
 * @param planning analysis and planning
 * @param execution from the start of the work to the end, planning included
 * @param updateType {@code INSERT}, {@code CREATE TABLE}, {@code MERGE}, ... for statements that
 *     change something
 * @param updateCount rows written, changed or deleted
 * @param outputStage how the work was divided; only at the end, and only when something was read
 * @param writtenLocations URIs of the data files that this query's writers published, in no
 *     particular order; not the table formats' own metadata
 */
public record EngineStatistics(
    long processedBytes,
    long processedRows,
    long outputBytes,
    long outputRows,
    Duration queued,
    Duration planning,
    Duration execution,
    Optional<String> updateType,
    OptionalLong updateCount,
    Optional<EngineStage> outputStage,
    List<String> writtenLocations) {
  /** Nothing done yet. */
  public static final EngineStatistics NONE =
      new EngineStatistics(
          0,
          0,
          0,
          0,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          List.of());

  public EngineStatistics {
    writtenLocations = List.copyOf(writtenLocations);
  }
}
