package dev.tarn.server.document;

import dev.tarn.query.engine.Engine;
import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineRequest;
import dev.tarn.query.engine.EngineState;

/** An engine that never gets ready: nobody runs a query to list operations. */
final class FakeEngine implements Engine {
  @Override
  public EngineState state() {
    return new EngineState.Starting();
  }

  @Override
  public EngineQuery submit(EngineRequest request) {
    throw new UnsupportedOperationException("no queries here");
  }

  @Override
  public void close() {
    // nothing is open
  }
}
