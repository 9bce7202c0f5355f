package dev.tarn.server.fault;

import dev.tarn.query.execution.QueryPace;
import dev.tarn.server.http.Call;
import dev.tarn.server.http.WireProtocol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The faults that are to happen, in the order in which they were added. Thread-safe. */
public final class FaultPlan implements QueryPace {
  private static final Call QUERY =
      new Call(WireProtocol.AWS_JSON, "athena", "StartQueryExecution");

  private final CopyOnWriteArrayList<Planned> planned = new CopyOnWriteArrayList<>();
  private final AtomicLong lastId = new AtomicLong();
  private final FaultyClock clock;

  /** A fault in the plan: its number, and how many calls it has concerned. */
  public static final class Planned {
    private final long id;
    private final Fault fault;
    private final AtomicLong calls = new AtomicLong();

    Planned(long id, Fault fault) {
      this.id = id;
      this.fault = fault;
    }

    public long id() {
      return id;
    }

    public Fault fault() {
      return fault;
    }

    /** How many calls it has concerned, those that went well included. */
    public long calls() {
      return calls.get();
    }

    private boolean strikes() {
      long number = calls.incrementAndGet();
      return number > fault.after()
          && (fault.times() == 0 || number <= fault.after() + fault.times());
    }
  }

  /**
   * @param clock what faults of the clock change
   */
  public FaultPlan(FaultyClock clock) {
    this.clock = clock;
  }

  /** Adds a fault; from now on it happens. Gives its number. */
  public long add(Fault fault) {
    Planned added = new Planned(lastId.incrementAndGet(), fault);
    planned.add(added);
    setClock();
    return added.id();
  }

  /** Takes a fault back; false when there is none with that number. */
  public boolean remove(long id) {
    boolean removed = planned.removeIf(known -> known.id() == id);
    setClock();
    return removed;
  }

  /** Takes all faults back. */
  public void clear() {
    planned.clear();
    setClock();
  }

  public List<Planned> list() {
    return List.copyOf(planned);
  }

  /** The last fault of the clock is the one that counts. */
  private void setClock() {
    clock.set(
        planned.stream()
            .map(known -> known.fault().action())
            .filter(FaultAction.Clock.class::isInstance)
            .map(FaultAction.Clock.class::cast)
            .reduce((earlier, later) -> later));
  }

  boolean isEmpty() {
    return planned.isEmpty();
  }

  /** What is to happen to the call: of several faults the first one that strikes. */
  Optional<FaultAction> next(Call call) {
    for (Planned known : planned) {
      boolean ofCalls =
          switch (known.fault().action()) {
            case FaultAction.Fail _,
                FaultAction.Throttle _,
                FaultAction.Delay _,
                FaultAction.Reset _ ->
                true;
            case FaultAction.HoldQueued _, FaultAction.HoldRunning _, FaultAction.Clock _ -> false;
          };
      if (ofCalls && known.fault().concerns(call) && known.strikes()) {
        return Optional.of(known.fault().action());
      }
    }
    return Optional.empty();
  }

  @Override
  public Duration queued() {
    return held(FaultAction.HoldQueued.class);
  }

  @Override
  public Duration running() {
    return held(FaultAction.HoldRunning.class);
  }

  private Duration held(Class<? extends FaultAction> kind) {
    for (Planned known : planned) {
      FaultAction action = known.fault().action();
      if (kind.isInstance(action) && known.fault().concerns(QUERY) && known.strikes()) {
        return switch (action) {
          case FaultAction.HoldQueued hold -> hold.time();
          case FaultAction.HoldRunning hold -> hold.time();
          case FaultAction.Fail _,
              FaultAction.Throttle _,
              FaultAction.Delay _,
              FaultAction.Reset _,
              FaultAction.Clock _ ->
              Duration.ZERO;
        };
      }
    }
    return Duration.ZERO;
  }
}
