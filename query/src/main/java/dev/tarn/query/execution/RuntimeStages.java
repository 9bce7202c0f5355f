package dev.tarn.query.execution;

import dev.tarn.query.engine.EngineStage;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.QueryStage;
import software.amazon.awssdk.services.athena.model.QueryStagePlanNode;

/** An engine's stages as GetQueryRuntimeStatistics shows them. */
final class RuntimeStages {
  private RuntimeStages() {}

  static QueryStage of(EngineStage stage) {
    return QueryStage.builder()
        .stageId(stage.id())
        .state(stage.state())
        .outputBytes(orNull(stage.outputBytes()))
        .outputRows(orNull(stage.outputRows()))
        .inputBytes(stage.inputBytes())
        .inputRows(stage.inputRows())
        .executionTime(stage.execution().toMillis())
        .queryStagePlan(stage.plan().map(RuntimeStages::node).orElse(null))
        .subStages(stage.subStages().stream().map(RuntimeStages::of).toList())
        .build();
  }

  private static QueryStagePlanNode node(EngineStage.PlanNode node) {
    return QueryStagePlanNode.builder()
        .name(node.name())
        .identifier(node.identifier())
        .children(node.children().stream().map(RuntimeStages::node).toList())
        .remoteSources(node.remoteSources())
        .build();
  }

  private static @Nullable Long orNull(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }
}
