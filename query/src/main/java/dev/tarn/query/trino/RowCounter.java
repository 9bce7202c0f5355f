package dev.tarn.query.trino;

import dev.tarn.query.engine.EngineStage;
import dev.tarn.query.engine.EngineStatistics;
import io.airlift.units.Duration;
import io.trino.server.BasicQueryInfo;
import io.trino.server.BasicQueryStats;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What has been handed over so far; written by one thread and read by any. */
final class RowCounter {
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private volatile @Nullable Long updateCount;

  void add(long pageRows, long pageBytes) {
    rows.addAndGet(pageRows);
    bytes.addAndGet(pageBytes);
  }

  void setUpdateCount(long count) {
    updateCount = count;
  }

  EngineStatistics statistics(
      BasicQueryInfo query, Optional<EngineStage> outputStage, List<String> writtenLocations) {
    BasicQueryStats stats = query.getQueryStats();
    @Nullable Long count = updateCount;
    return new EngineStatistics(
        stats.getPhysicalInputDataSize().toBytes(),
        stats.getProcessedInputPositions(),
        bytes.get(),
        rows.get(),
        duration(stats.getQueuedTime()),
        duration(stats.getPlanningTime()),
        duration(stats.getExecutionTime()),
        query.getUpdateType(),
        count == null ? OptionalLong.empty() : OptionalLong.of(count),
        outputStage,
        writtenLocations);
  }

  private static java.time.Duration duration(Duration duration) {
    return duration.toJavaTime();
  }
}
