package dev.tarn.query.trino.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableListMultimap;
import io.trino.connector.CatalogHandle;
import io.trino.execution.PartitionedSplitsInfo;
import io.trino.execution.ScheduledSplit;
import io.trino.execution.SplitAssignment;
import io.trino.metadata.Split;
import io.trino.spi.SplitWeight;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.sql.planner.plan.PlanNodeId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SplitQueueTest {
  private static final PlanNodeId SCAN = new PlanNodeId("scan");
  private static final PlanNodeId EXCHANGE = new PlanNodeId("exchange");
  private static final CatalogHandle CATALOG = CatalogHandle.fromId("lake:normal:1");

  private final SplitQueue queue = new SplitQueue(SCAN::equals);

  private record HeavySplit(long weight) implements ConnectorSplit {
    @Override
    public SplitWeight getSplitWeight() {
      return SplitWeight.fromProportion(weight / 100.0);
    }

    @Override
    public long getRetainedSizeInBytes() {
      return 0;
    }
  }

  @Test
  void countsScansUntilTheyAreDelivered() {
    add(SCAN, 30, 40);
    add(EXCHANGE, 1000);
    assertThat(queue.undelivered()).isEqualTo(splits(2, 70));
    List<SplitAssignment> taken = queue.take();
    assertThat(queue.undelivered()).isEqualTo(splits(2, 70));
    queue.delivered(taken);
    assertThat(queue.undelivered()).isEqualTo(PartitionedSplitsInfo.forZeroSplits());
  }

  @Test
  void givesEverySplitOnceInOrder() {
    add(SCAN, 1, 2);
    add(SCAN, 3);
    assertThat(queue.take())
        .singleElement()
        .satisfies(assignment ->
            assertThat(assignment.getSplits())
                .extracting(ScheduledSplit::sequenceId)
                .containsExactly(0L, 1L, 2L));
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void tellsTheEndOfASourceOnceEvenWithoutSplits() {
    assertThat(queue.end(EXCHANGE)).isTrue();
    assertThat(queue.end(EXCHANGE)).isFalse();
    assertThat(queue.take())
        .singleElement()
        .satisfies(assignment -> {
          assertThat(assignment.getPlanNodeId()).isEqualTo(EXCHANGE);
          assertThat(assignment.isNoMoreSplits()).isTrue();
          assertThat(assignment.getSplits()).isEmpty();
        });
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void takesNothingForASourceThatHasEnded() {
    queue.end(SCAN);
    assertThatThrownBy(() -> add(SCAN, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void forgetsWhatWasNotTaken() {
    add(SCAN, 5);
    List<SplitAssignment> taken = queue.take();
    add(SCAN, 7);
    queue.clear();
    assertThat(queue.undelivered()).isEqualTo(splits(1, 5));
    queue.delivered(taken);
    assertThat(queue.undelivered()).isEqualTo(PartitionedSplitsInfo.forZeroSplits());
  }

  private void add(PlanNodeId source, long... weights) {
    var splits = ImmutableListMultimap.<PlanNodeId, Split>builder();
    for (long weight : weights) {
      splits.put(source, new Split(CATALOG, new HeavySplit(weight)));
    }
    queue.add(splits.build());
  }

  private static PartitionedSplitsInfo splits(int count, long weight) {
    return PartitionedSplitsInfo.forSplitCountAndWeightSum(count, weight);
  }
}
