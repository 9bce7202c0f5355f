package dev.tarn.query.execution;

/**
 * How many queries may be under way.
 *
 * @param runningQueries at a time in the engine; others wait QUEUED
 * @param runningCatalogStatements at a time on the catalog; others wait QUEUED
 * @param activeQueries running and waiting together; more are refused
 */
public record QueryLimits(int runningQueries, int runningCatalogStatements, int activeQueries) {
  /** Fit for one machine; AWS's own quota of catalog statements. */
  public static final QueryLimits DEFAULT =
      new QueryLimits(Math.max(8, 2 * Runtime.getRuntime().availableProcessors()), 20, 1000);

  public QueryLimits {
    if (runningQueries < 1 || runningCatalogStatements < 1 || activeQueries < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
  }
}
