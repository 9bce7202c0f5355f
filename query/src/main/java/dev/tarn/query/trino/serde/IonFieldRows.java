package dev.tarn.query.trino.serde;

import com.amazon.ion.IonReader;
import com.amazon.ion.IonType;
import io.trino.plugin.hive.HiveColumnHandle;
import io.trino.spi.PageBuilder;
import io.trino.spi.type.Type;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are structs with a field for each column. */
final class IonFieldRows implements IonRows {
  private final IonReader reader;
  private final List<String> names;
  private final List<Type> types;
  private final IonValues values;

  IonFieldRows(IonReader reader, List<HiveColumnHandle> columns, IonValues values) {
    this.reader = reader;
    this.names = columns.stream().map(HiveColumnHandle::getName).toList();
    this.types = columns.stream().map(HiveColumnHandle::getType).toList();
    this.values = values;
  }

  @Override
  public boolean read(PageBuilder page) {
    @Nullable IonType type = reader.next();
    if (type == null) {
      return false;
    }
    if (type != IonType.STRUCT) {
      throw new IllegalArgumentException("A row is a struct, not a value of type " + type);
    }
    page.declarePosition();
    values.struct(reader, names, types, page::getBlockBuilder);
    return true;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
