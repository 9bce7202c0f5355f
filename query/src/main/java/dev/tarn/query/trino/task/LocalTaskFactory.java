package dev.tarn.query.trino.task;

import com.google.common.collect.Multimap;
import com.google.inject.Inject;
import io.airlift.units.DataSize;
import io.opentelemetry.api.trace.Span;
import io.trino.Session;
import io.trino.execution.LocationFactory;
import io.trino.execution.NodeTaskMap.PartitionedSplitCountTracker;
import io.trino.execution.RemoteTask;
import io.trino.execution.RemoteTaskFactory;
import io.trino.execution.SqlTaskManager;
import io.trino.execution.TaskId;
import io.trino.execution.TaskInfo;
import io.trino.execution.TaskManagerConfig;
import io.trino.execution.buffer.OutputBuffers;
import io.trino.execution.buffer.PipelinedBufferInfo;
import io.trino.execution.buffer.PipelinedOutputBuffers;
import io.trino.metadata.Split;
import io.trino.node.InternalNode;
import io.trino.operator.TaskStats;
import io.trino.server.DynamicFilterService;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.sql.planner.PlanFragment;
import io.trino.sql.planner.plan.DynamicFilterId;
import io.trino.sql.planner.plan.PlanNodeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes every task of a query one of this process. */
final class LocalTaskFactory implements RemoteTaskFactory {
  private final LocationFactory locations;
  private final TaskServices services;

  @Inject
  LocalTaskFactory(
      SqlTaskManager tasks,
      DynamicFilterService dynamicFilters,
      LocationFactory locations,
      LocalThreads threads,
      TaskManagerConfig config) {
    this.locations = locations;
    this.services =
        new TaskServices(
            tasks,
            dynamicFilters,
            threads.executor(),
            threads.timer(),
            config.getInfoUpdateInterval().toJavaTime());
  }

  @Override
  public RemoteTask createRemoteTask(
      Session session,
      Span stageSpan,
      TaskId taskId,
      InternalNode node,
      boolean speculative,
      PlanFragment fragment,
      Map<PlanNodeId, ConnectorTableCredentials> tableCredentials,
      Multimap<PlanNodeId, Split> initialSplits,
      OutputBuffers outputBuffers,
      PartitionedSplitCountTracker splitCounts,
      Set<DynamicFilterId> outboundDynamicFilterIds,
      Optional<DataSize> estimatedMemory,
      boolean summarizeTaskInfo) {
    var order =
        new TaskOrder(
            taskId,
            session,
            stageSpan,
            node.getNodeIdentifier(),
            fragment,
            tableCredentials,
            splitCounts,
            summarizeTaskInfo);
    TaskInfo initial =
        TaskInfo.createInitialTask(
            taskId,
            locations.createTaskLocation(node, taskId),
            node.getNodeIdentifier(),
            speculative,
            unusedBuffers(outputBuffers),
            new TaskStats(Instant.now(), null));
    var task = new LocalTask(order, services, initial, outputBuffers);
    task.prepare(initialSplits);
    services
        .dynamicFilters()
        .registerDynamicFilterConsumer(
            taskId.queryId(),
            taskId.attemptId(),
            outboundDynamicFilterIds,
            task.filtersForTask()::updateDomains);
    return task;
  }

  private static Optional<List<PipelinedBufferInfo>> unusedBuffers(OutputBuffers buffers) {
    return buffers instanceof PipelinedOutputBuffers pipelined
        ? Optional.of(
            pipelined.getBuffers().keySet().stream()
                .map(id -> new PipelinedBufferInfo(id, 0, 0, 0, 0, 0, false))
                .toList())
        : Optional.empty();
  }
}
