package dev.tarn.query.engine;

import java.time.Duration;

/** How far an engine's start has got. */
public sealed interface EngineState {
  /** Not yet able to run a query; submissions wait. */
  record Starting() implements EngineState {}

  /** Running queries. */
  record Ready(Duration bootTime) implements EngineState {}

  /** Will never run a query; the reason is fit to be shown to a user. */
  record Failed(String reason) implements EngineState {}
}
