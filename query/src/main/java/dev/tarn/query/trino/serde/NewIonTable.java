package dev.tarn.query.trino.serde;

import dev.tarn.query.engine.IonTables;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.TableInput;

/** A table that CREATE TABLE AS makes for Ion: what it is stands in its parameters. */
final class NewIonTable {
  private NewIonTable() {}

  /** The table as the catalog gets it; any other table is left as it is. */
  static TableInput restored(TableInput table) {
    if (table.storageDescriptor() == null || !CarriedSerde.ION.reads(table.parameters())) {
      return table;
    }
    var parameters = new HashMap<>(table.parameters());
    parameters.remove(IonTables.MARK_KEY);
    @Nullable String encoding = parameters.remove(IonTables.ENCODING);
    return table.toBuilder()
        .parameters(parameters)
        .storageDescriptor(
            CarriedSerde.ion(
                table.storageDescriptor(),
                encoding == null ? Map.of() : Map.of(IonTables.ENCODING, encoding)))
        .build();
  }
}
