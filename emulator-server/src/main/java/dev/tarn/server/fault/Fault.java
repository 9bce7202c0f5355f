package dev.tarn.server.fault;

import dev.tarn.server.http.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that is to go wrong, with which calls, and when.
 *
 * @param service such as {@code glue} or {@code s3}; every one when empty
 * @param operation such as {@code GetTable}; every one when empty
 * @param after so many matching calls go well first
 * @param times so many then go wrong, after which all is well; 0 for no end
 */
public record Fault(String service, String operation, FaultAction action, long after, long times) {
  public Fault {
    if (after < 0 || times < 0) {
      throw new IllegalArgumentException("after and times must not be negative");
    }
  }

  /** Every matching call is answered with that error. */
  public static Fault error(String service, String operation, String code, int status) {
    return new Fault(
        service,
        operation,
        new FaultAction.Fail(code, "A fault that was asked for.", status),
        0,
        0);
  }

  /** Every matching call is throttled; S3 says {@code SlowDown}. */
  public static Fault throttle(String service, String operation) {
    return new Fault(service, operation, new FaultAction.Throttle(), 0, 0);
  }

  /** Every matching call is served late. */
  public static Fault delay(String service, String operation, Duration time) {
    return new Fault(service, operation, new FaultAction.Delay(time), 0, 0);
  }

  /** The connection of every matching call breaks. */
  public static Fault reset(String service, String operation) {
    return new Fault(service, operation, new FaultAction.Reset(), 0, 0);
  }

  /** Every query stays QUEUED for so long. */
  public static Fault holdQueued(Duration time) {
    return new Fault("athena", "", new FaultAction.HoldQueued(time), 0, 0);
  }

  /** Every query is RUNNING for so long before anything is done. */
  public static Fault holdRunning(Duration time) {
    return new Fault("athena", "", new FaultAction.HoldRunning(time), 0, 0);
  }

  /** The clock stands still. */
  public static Fault frozenClock(Instant time) {
    return new Fault("", "", new FaultAction.Clock(Optional.of(time), Duration.ZERO), 0, 0);
  }

  /** The clock is ahead, or behind. */
  public static Fault shiftedClock(Duration shift) {
    return new Fault("", "", new FaultAction.Clock(Optional.empty(), shift), 0, 0);
  }

  /** The same after so many calls that go well. */
  public Fault after(long calls) {
    return new Fault(service, operation, action, calls, times);
  }

  /** The same, so many times. */
  public Fault times(long calls) {
    return new Fault(service, operation, action, after, calls);
  }

  boolean concerns(Call call) {
    return (service.isEmpty() || service.equalsIgnoreCase(call.service()))
        && (operation.isEmpty() || operation.equals(call.operation()));
  }
}
