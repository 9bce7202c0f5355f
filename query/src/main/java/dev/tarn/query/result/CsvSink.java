package dev.tarn.query.result;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.storage.ObjectWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Streams rows into a CSV object. */
final class CsvSink implements ResultSink {
  private final ObjectWriter object;
  private final CsvEncoder encoder;
  private List<EngineColumn> columns = List.of();

  CsvSink(ObjectWriter object) {
    this.object = object;
    this.encoder = new CsvEncoder(object);
  }

  @Override
  public void columns(List<EngineColumn> engineColumns) throws IOException {
    columns = List.copyOf(engineColumns);
    encoder.line(columns.stream().map(EngineColumn::name).toArray(String[]::new));
  }

  @Override
  public void row(@Nullable String[] cells) throws IOException {
    encoder.line(cells);
  }

  @Override
  public List<EngineColumn> answeredColumns() {
    return columns;
  }

  @Override
  public void publish() throws IOException {
    encoder.flush();
    object.commit();
  }

  @Override
  public void close() throws IOException {
    object.close();
  }
}
