package dev.tarn.query.engine;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a result row by row. Called from one thread; blocking in it slows the query down. */
public interface RowSink {
  /** The result's columns; once, before any row. */
  void columns(List<EngineColumn> columns) throws IOException;

  /** One row as Athena's value texts; null is SQL NULL. The array belongs to the sink. */
  void row(@Nullable String[] cells) throws IOException;
}
