package dev.tarn.query.trino.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import io.trino.execution.PartitionedSplitsInfo;
import org.junit.jupiter.api.Test;

final class QueueSpaceTest {
  private static final PartitionedSplitsInfo NONE = PartitionedSplitsInfo.forZeroSplits();

  private final QueueSpace space = new QueueSpace(2, Runnable::run);

  @Test
  void hasSpaceAtFirst() {
    assertThat(space.available()).isDone();
  }

  @Test
  void isFullWithTooManyUndeliveredSplits() {
    space.update(splits(2, 1), NONE);
    ListenableFuture<Void> wait = space.available();
    assertThat(wait).isNotDone();
    space.update(splits(1, 1), NONE);
    assertThat(wait).isDone();
  }

  @Test
  void isFullWithTooMuchWeightOnceALimitIsSet() {
    space.update(NONE, splits(1, 100));
    assertThat(space.available()).isDone();
    space.limit(100);
    space.update(NONE, splits(1, 100));
    ListenableFuture<Void> wait = space.available();
    assertThat(wait).isNotDone();
    space.update(NONE, splits(1, 99));
    assertThat(wait).isDone();
  }

  private static PartitionedSplitsInfo splits(int count, long weight) {
    return PartitionedSplitsInfo.forSplitCountAndWeightSum(count, weight);
  }
}
