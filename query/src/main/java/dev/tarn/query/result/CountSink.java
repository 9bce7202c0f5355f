package dev.tarn.query.result;

import dev.tarn.query.engine.EngineColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For statements that write no result object; how many rows they wrote is in the statistics. */
final class CountSink implements ResultSink {
  @Override
  public void columns(List<EngineColumn> engineColumns) {}

  @Override
  public void row(@Nullable String[] cells) {}

  @Override
  public List<EngineColumn> answeredColumns() {
    return List.of(StoredResult.ROWS);
  }

  @Override
  public void publish() {}

  @Override
  public void close() {}
}
