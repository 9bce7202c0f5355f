package dev.tarn.query.trino;

import dev.tarn.query.engine.UnloadTables;
import dev.tarn.query.engine.WrittenFiles;
import io.trino.dispatcher.DispatchManager;
import io.trino.execution.QueryManager;
import io.trino.operator.DirectExchangeClientSupplier;
import io.trino.spi.block.BlockEncodingSerde;

/** The parts of a running Trino that a query needs. */
record QueryServices(
    DispatchManager dispatcher,
    QueryManager queries,
    DirectExchangeClientSupplier exchanges,
    BlockEncodingSerde blockEncodings,
    WrittenFiles writtenFiles,
    UnloadTables unloads) {
  static QueryServices of(TrinoServer server, WrittenFiles writtenFiles, UnloadTables unloads) {
    return new QueryServices(
        server.get(DispatchManager.class),
        server.get(QueryManager.class),
        server.get(DirectExchangeClientSupplier.class),
        server.get(BlockEncodingSerde.class),
        writtenFiles,
        unloads);
  }
}
