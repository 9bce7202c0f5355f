package dev.tarn.query.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One stage of a query's distributed plan, with those that feed it.
 *
 * @param state such as {@code FINISHED}
 * @param outputBytes absent when the engine does not tell
 * @param outputRows likewise
 * @param execution time its threads were scheduled, all together
 * @param plan what is done in the stage; absent when the engine does not tell
 */
public record EngineStage(
    long id,
    String state,
    OptionalLong outputBytes,
    OptionalLong outputRows,
    long inputBytes,
    long inputRows,
    Duration execution,
    Optional<PlanNode> plan,
    List<EngineStage> subStages) {
  public EngineStage {
    subStages = List.copyOf(subStages);
  }

  /**
   * One step of a stage.
   *
   * @param name such as {@code TableScan}
   * @param identifier what it works on, such as a table or columns
   * @param remoteSources the ids of stages whose output it reads
   */
  public record PlanNode(
      String name, String identifier, List<PlanNode> children, List<String> remoteSources) {
    public PlanNode {
      children = List.copyOf(children);
      remoteSources = List.copyOf(remoteSources);
    }
  }
}
