package dev.tarn.query.trino;

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
    WrittenFiles writtenFiles) {
  static QueryServices of(TrinoServer server, WrittenFiles writtenFiles) {
    return new QueryServices(
        server.get(DispatchManager.class),
        server.get(QueryManager.class),
        server.get(DirectExchangeClientSupplier.class),
        server.get(BlockEncodingSerde.class),
        writtenFiles);
  }
}
