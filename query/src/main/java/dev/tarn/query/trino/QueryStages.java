package dev.tarn.query.trino;

import dev.tarn.query.engine.EngineCatalogs;
import dev.tarn.query.engine.EngineStage;
import io.trino.execution.QueryInfo;
import io.trino.execution.StageInfo;
import io.trino.execution.StageStats;
import io.trino.execution.StagesInfo;
import io.trino.sql.planner.PlanFragment;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.plan.PlanFragmentId;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.RemoteSourceNode;
import io.trino.sql.planner.plan.TableScanNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads from a query that has ended how its work was divided. */
final class QueryStages {
  private static final String SUFFIX = "Node";

  private QueryStages() {}

  /** Empty for queries that have read nothing. */
  static Optional<EngineStage> of(QueryInfo query) {
    return query.getQueryStats().getProcessedInputPositions() == 0
        ? Optional.empty()
        : query.getStages().map(stages -> stage(stages, stages.getOutputStage()));
  }

  private static EngineStage stage(StagesInfo stages, StageInfo stage) {
    StageStats stats = stage.stageStats();
    @Nullable PlanFragment plan = stage.plan();
    return new EngineStage(
        stage.stageId().id(),
        stage.state().name(),
        OptionalLong.of(stats.getOutputDataSize().toBytes()),
        OptionalLong.of(stats.getOutputPositions()),
        stats.getProcessedInputDataSize().toBytes(),
        stats.getProcessedInputPositions(),
        stats.getTotalScheduledTime().toJavaTime(),
        Optional.ofNullable(plan).map(fragment -> node(fragment.getRoot())),
        stages.getSubStages(stage.stageId()).stream().map(sub -> stage(stages, sub)).toList());
  }

  private static EngineStage.PlanNode node(PlanNode node) {
    String type = node.getClass().getSimpleName();
    return new EngineStage.PlanNode(
        type.endsWith(SUFFIX) ? type.substring(0, type.length() - SUFFIX.length()) : type,
        identifier(node),
        node.getSources().stream().map(QueryStages::node).toList(),
        node instanceof RemoteSourceNode remote
            ? remote.getSourceFragmentIds().stream().map(PlanFragmentId::toString).toList()
            : List.of());
  }

  private static String identifier(PlanNode node) {
    if (node instanceof TableScanNode scan) {
      return EngineCatalogs.withVisibleNames("[table = " + scan.getTable() + "]");
    }
    return node.getOutputSymbols().stream()
        .map(Symbol::name)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
