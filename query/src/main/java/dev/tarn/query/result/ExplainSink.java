package dev.tarn.query.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.storage.ObjectWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an engine's plan, a value of many lines, under the column's name; the text ends its line.
 */
final class ExplainSink implements ResultSink {
  private final ObjectWriter object;
  private List<EngineColumn> columns = List.of();

  ExplainSink(ObjectWriter object) {
    this.object = object;
  }

  @Override
  public void columns(List<EngineColumn> engineColumns) throws IOException {
    columns = List.copyOf(engineColumns);
    line(columns.isEmpty() ? "" : columns.getFirst().name());
  }

  @Override
  public void row(@Nullable String[] cells) throws IOException {
    String plan = cells.length == 0 ? null : cells[0];
    line(plan == null ? "" : plan);
  }

  // Measured: one line feed more, even when the plan ends in some.
  private void line(String text) throws IOException {
    object.write(text.getBytes(UTF_8));
    object.write('\n');
  }

  @Override
  public List<EngineColumn> answeredColumns() {
    return columns;
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
