package dev.tarn.query.trino.task;

import io.trino.execution.SqlTaskManager;
import io.trino.server.DynamicFilterService;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the tasks of one engine share.
 *
 * @param refresh how old the statistics of a running task may be
 */
record TaskServices(
    SqlTaskManager tasks,
    DynamicFilterService dynamicFilters,
    Executor executor,
    ScheduledExecutorService timer,
    Duration refresh) {}
