package dev.tarn.query.result;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.storage.ObjectWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Publishes an object without bytes, whatever the engine answers to such a statement. */
final class EmptySink implements ResultSink {
  private final ObjectWriter object;

  EmptySink(ObjectWriter object) {
    this.object = object;
  }

  @Override
  public void columns(List<EngineColumn> engineColumns) {}

  @Override
  public void row(@Nullable String[] cells) {}

  @Override
  public List<EngineColumn> answeredColumns() {
    return List.of();
  }

  @Override
  public void publish() throws IOException {
    object.commit();
  }

  @Override
  public void close() throws IOException {
    object.close();
  }
}
