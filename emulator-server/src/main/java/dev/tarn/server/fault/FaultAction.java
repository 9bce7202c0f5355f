package dev.tarn.server.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What goes wrong. */
public sealed interface FaultAction {
  /** The call is not served but answered with this error. */
  record Fail(String code, String message, int status) implements FaultAction {}

  /** The call is refused as one of too many, as its service does that. */
  record Throttle() implements FaultAction {}

  /** The call is served late. */
  record Delay(Duration time) implements FaultAction {}

  /** The connection is broken without an answer. */
  record Reset() implements FaultAction {}

  /** A query stays QUEUED for so long. */
  record HoldQueued(Duration time) implements FaultAction {}

  /** A query is RUNNING for so long before anything is done. */
  record HoldRunning(Duration time) implements FaultAction {}

  /**
   * The server's clock is wrong.
   *
   * @param frozenAt the time that it shows; else it runs on
   * @param shift by which it is ahead, or behind if negative
   */
  record Clock(Optional<Instant> frozenAt, Duration shift) implements FaultAction {}
}
