package dev.tarn.query.trino.serde;

import com.amazon.ion.IonException;
import com.amazon.ion.IonReader;
import com.amazon.ion.IonType;
import io.trino.plugin.hive.HiveColumnHandle;
import io.trino.plugin.hive.HiveErrorCode;
import io.trino.spi.PageBuilder;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one Ion file. */
final class IonPageSource implements ConnectorPageSource {
  private final IonReader reader;
  private final List<HiveColumnHandle> columns;
  private final IonValues values;
  private final PageBuilder page;
  private boolean finished;

  IonPageSource(IonReader reader, List<HiveColumnHandle> columns, boolean caseSensitive) {
    this.reader = reader;
    this.columns = columns;
    this.values = new IonValues(caseSensitive);
    this.page = new PageBuilder(columns.stream().map(HiveColumnHandle::getType).toList());
  }

  @Override
  public @Nullable SourcePage getNextSourcePage() {
    try {
      while (!page.isFull() && !finished) {
        @Nullable IonType type = reader.next();
        if (type == null) {
          finished = true;
        } else {
          row(type);
        }
      }
    } catch (IonException e) {
      throw bad(e);
    } catch (IllegalArgumentException e) {
      throw bad(e);
    }
    SourcePage built = SourcePage.create(page.build());
    page.reset();
    return built;
  }

  private void row(IonType type) {
    if (type != IonType.STRUCT) {
      throw new IllegalArgumentException("A row is a struct, not a value of type " + type);
    }
    page.declarePosition();
    values.struct(
        reader,
        columns.stream().map(HiveColumnHandle::getName).toList(),
        columns.stream().map(HiveColumnHandle::getType).toList(),
        page::getBlockBuilder);
  }

  private static TrinoException bad(RuntimeException cause) {
    return new TrinoException(
        HiveErrorCode.HIVE_BAD_DATA, "Error reading Ion: " + cause.getMessage(), cause);
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  @Override
  public long getCompletedBytes() {
    return 0;
  }

  @Override
  public long getReadTimeNanos() {
    return 0;
  }

  @Override
  public void close() throws IOException {
    finished = true;
    reader.close();
  }
}
