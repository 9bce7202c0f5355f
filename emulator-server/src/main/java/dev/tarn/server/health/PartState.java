package dev.tarn.server.health;

/** How far the start of one part of the server has got. */
public sealed interface PartState {
  /** Calls wait. */
  record Starting() implements PartState {}

  /** Answering. */
  record Ready() implements PartState {}

  /** Will never answer. */
  record Failed(String reason) implements PartState {}
}
