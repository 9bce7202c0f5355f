package dev.tarn.server.fault;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The server's clock, which is right unless it is asked to be wrong. Thread-safe. */
public final class FaultyClock extends Clock {
  private final Clock right;
  private final AtomicReference<Optional<FaultAction.Clock>> fault =
      new AtomicReference<>(Optional.empty());

  public FaultyClock(Clock right) {
    this.right = right;
  }

  void set(Optional<FaultAction.Clock> wrong) {
    fault.set(wrong);
  }

  @Override
  public Instant instant() {
    Optional<FaultAction.Clock> wrong = fault.get();
    if (wrong.isEmpty()) {
      return right.instant();
    }
    return wrong.get().frozenAt().orElseGet(() -> right.instant().plus(wrong.get().shift()));
  }

  @Override
  public ZoneId getZone() {
    return right.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock counts in UTC");
  }
}
