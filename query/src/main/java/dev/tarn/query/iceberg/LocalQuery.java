package dev.tarn.query.iceberg;

import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineFailure.Kind;
import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.query.engine.RowSink;
import java.io.IOException;
import java.util.List;

/** A statement that is done here, at once. */
final class LocalQuery implements EngineQuery {
  private static final int USER_CANCELED = 6;

  private final String id;
  private final Runnable work;
  private volatile boolean cancelled;

  LocalQuery(String id, Runnable work) {
    this.id = id;
    this.work = work;
  }

  @Override
  public String engineId() {
    return id;
  }

  @Override
  public EngineStatistics run(RowSink sink) throws IOException {
    if (cancelled) {
      throw new EngineFailure(
          EngineFailure.USER_CANCELED, USER_CANCELED, Kind.USER_ERROR, "Query was canceled");
    }
    work.run();
    sink.columns(List.of());
    return statistics();
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public EngineStatistics statistics() {
    return EngineStatistics.NONE;
  }
}
