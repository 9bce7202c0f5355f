package dev.tarn.query.result;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.engine.RowSink;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Takes a statement's rows and publishes its result object. Closing without publishing leaves
 * nothing behind.
 */
public interface ResultSink extends RowSink, Closeable {
  /** The columns of the answer, which are not always those of the engine. */
  List<EngineColumn> answeredColumns();

  /** Makes the object visible, complete. Called once, after the last row. */
  void publish() throws IOException;
}
