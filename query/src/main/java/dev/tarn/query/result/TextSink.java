package dev.tarn.query.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Joiner;
import dev.tarn.query.engine.EngineColumn;
import dev.tarn.storage.ObjectWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Streams rows into a text object: cells joined by tabs, rows by line feeds, none after the last.
 */
final class TextSink implements ResultSink {
  private static final Joiner TABS = Joiner.on('\t').useForNull("");

  private final ObjectWriter object;
  private List<EngineColumn> columns = List.of();
  private boolean first = true;

  TextSink(ObjectWriter object) {
    this.object = object;
  }

  @Override
  public void columns(List<EngineColumn> engineColumns) {
    columns = List.copyOf(engineColumns);
  }

  @Override
  public void row(@Nullable String[] cells) throws IOException {
    if (!first) {
      object.write('\n');
    }
    first = false;
    object.write(TABS.join(Arrays.asList(cells)).getBytes(UTF_8));
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
