package dev.tarn.server.health;

import dev.tarn.query.engine.EngineState;
import java.net.URI;

/**
 * The state of a running server's parts.
 *
 * @param endpoint where the open port is reached
 * @param engineKind which query engine it is, as it was set
 * @param engine as the query engine reports it; {@code Starting} also before it exists
 * @param init whether what is to be run and loaded at the start has been
 */
public record Health(
    URI endpoint, PartState catalog, String engineKind, EngineState engine, PartState init) {
  /** Whether queries can run, on what the initial files hold. */
  public boolean isReady() {
    return catalog instanceof PartState.Ready
        && engine instanceof EngineState.Ready
        && init instanceof PartState.Ready;
  }

  PartState engineState() {
    return switch (engine) {
      case EngineState.Starting ignored -> new PartState.Starting();
      case EngineState.Ready ignored -> new PartState.Ready();
      case EngineState.Failed failed -> new PartState.Failed(failed.reason());
    };
  }
}
