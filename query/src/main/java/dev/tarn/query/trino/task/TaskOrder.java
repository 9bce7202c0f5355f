package dev.tarn.query.trino.task;

import io.opentelemetry.api.trace.Span;
import io.trino.Session;
import io.trino.execution.NodeTaskMap.PartitionedSplitCountTracker;
import io.trino.execution.TaskId;
import io.trino.execution.TaskInfo;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.sql.planner.PlanFragment;
import io.trino.sql.planner.plan.PlanNodeId;
import java.util.Map;

/** What a task is to do, fixed when it is made. */
record TaskOrder(
    TaskId id,
    Session session,
    Span stageSpan,
    String nodeId,
    PlanFragment fragment,
    Map<PlanNodeId, ConnectorTableCredentials> credentials,
    PartitionedSplitCountTracker splitCounts,
    boolean summarizes) {

  /** The information on the task in the detail that was asked for. */
  TaskInfo detail(TaskInfo info) {
    return summarizes ? info.summarize() : info;
  }
}
