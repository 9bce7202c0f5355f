package dev.tarn.query.trino.serde;

import com.amazon.ion.IonReader;
import com.amazon.ion.IonSystem;
import com.amazon.ion.IonValue;
import io.trino.plugin.hive.HiveColumnHandle;
import io.trino.spi.PageBuilder;
import io.trino.spi.block.BlockBuilder;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Rows whose columns are anywhere in a value, where path extractors find them. */
final class IonPathRows implements IonRows {
  private final IonSystem ion;
  private final IonReader reader;
  private final Iterator<IonValue> rows;
  private final List<HiveColumnHandle> columns;
  private final List<IonPath> paths;
  private final IonValues values;

  IonPathRows(
      IonSystem ion,
      IonReader reader,
      List<HiveColumnHandle> columns,
      List<IonPath> paths,
      IonValues values) {
    this.ion = ion;
    this.reader = reader;
    this.rows = ion.iterate(reader);
    this.columns = columns;
    this.paths = paths;
    this.values = values;
  }

  @Override
  public boolean read(PageBuilder page) {
    if (!rows.hasNext()) {
      return false;
    }
    IonValue row = rows.next();
    page.declarePosition();
    for (int i = 0; i < paths.size(); i++) {
      BlockBuilder out = page.getBlockBuilder(i);
      Optional<IonValue> found = paths.get(i).find(row);
      if (found.isEmpty()) {
        out.appendNull();
      } else {
        write(found.get(), columns.get(i), out);
      }
    }
    return true;
  }

  private void write(IonValue value, HiveColumnHandle column, BlockBuilder out) {
    IonReader at = ion.newReader(value);
    at.next();
    values.value(at, column.getType(), out);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
