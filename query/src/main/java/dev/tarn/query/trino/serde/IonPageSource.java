package dev.tarn.query.trino.serde;

import com.amazon.ion.IonException;
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
  private final IonRows rows;
  private final PageBuilder page;
  private boolean finished;

  IonPageSource(IonRows rows, List<HiveColumnHandle> columns) {
    this.rows = rows;
    this.page = new PageBuilder(columns.stream().map(HiveColumnHandle::getType).toList());
  }

  @Override
  public @Nullable SourcePage getNextSourcePage() {
    try {
      while (!page.isFull() && !finished) {
        finished = !rows.read(page);
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
    rows.close();
  }
}
