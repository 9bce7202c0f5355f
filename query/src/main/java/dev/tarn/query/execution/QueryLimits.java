package dev.tarn.query.execution;

import java.time.Duration;

/**
 * How many queries may be under way, and how long an answer may wait for one.
 *
 * @param runningQueries at a time in the engine; others wait QUEUED
 * @param runningCatalogStatements at a time on the catalog; others wait QUEUED
 * @param activeQueries running and waiting together; more are refused
 * @param patience how long GetQueryExecution waits for the end of a query that has just started
 */
public record QueryLimits(
    int runningQueries, int runningCatalogStatements, int activeQueries, Duration patience) {
  /** Fit for one machine; AWS's own quota of catalog statements. */
  public static final QueryLimits DEFAULT =
      new QueryLimits(
          Math.max(8, 2 * Runtime.getRuntime().availableProcessors()),
          20,
          1000,
          Duration.ofMillis(100));

  public QueryLimits {
    if (runningQueries < 1 || runningCatalogStatements < 1 || activeQueries < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
  }

  /** The same, with another patience. */
  public QueryLimits withPatience(Duration longest) {
    return new QueryLimits(runningQueries, runningCatalogStatements, activeQueries, longest);
  }
}
