package dev.tarn.query.trino.serde;

import com.google.inject.Inject;
import io.trino.filesystem.Location;
import io.trino.plugin.hive.AcidInfo;
import io.trino.plugin.hive.HiveColumnHandle;
import io.trino.plugin.hive.HivePageSourceFactory;
import io.trino.plugin.hive.Schema;
import io.trino.plugin.hive.acid.AcidTransaction;
import io.trino.plugin.hive.orc.OrcPageSourceFactory;
import io.trino.plugin.hive.parquet.ParquetPageSourceFactory;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.predicate.TupleDomain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Parquet columns by their number and ORC columns by their name: the other way round than usual,
 * for tables that say so.
 */
// https://docs.aws.amazon.com/athena/latest/ug/handling-schema-updates-chapter.html
final class ColumnAccessPages implements HivePageSourceFactory {
  private final ParquetPageSourceFactory parquet;
  private final OrcPageSourceFactory orc;

  @Inject
  ColumnAccessPages(ParquetPageSourceFactory parquet, OrcPageSourceFactory orc) {
    this.parquet = parquet;
    this.orc = orc;
  }

  @Override
  public Optional<ConnectorPageSource> createPageSource(
      ConnectorSession session,
      Location path,
      long start,
      long length,
      long estimatedFileSize,
      long fileModifiedTime,
      Schema schema,
      List<HiveColumnHandle> columns,
      TupleDomain<HiveColumnHandle> effectivePredicate,
      Optional<AcidInfo> acidInfo,
      OptionalInt bucketNumber,
      boolean originalFile,
      AcidTransaction transaction,
      MemoryContext memory) {
    boolean byIndex = CarriedSerde.PARQUET_BY_INDEX.reads(schema.serdeProperties());
    if (!byIndex && !CarriedSerde.ORC_BY_NAME.reads(schema.serdeProperties())) {
      return Optional.empty();
    }
    CarriedSerde serde = byIndex ? CarriedSerde.PARQUET_BY_INDEX : CarriedSerde.ORC_BY_NAME;
    HivePageSourceFactory reader = byIndex ? parquet : orc;
    String property = byIndex ? "parquet_use_column_names" : "orc_use_column_names";
    return reader.createPageSource(
        OverriddenSession.of(session, property, !byIndex),
        path,
        start,
        length,
        estimatedFileSize,
        fileModifiedTime,
        new Schema(serde.library(), false, Map.of()),
        columns,
        effectivePredicate,
        acidInfo,
        bucketNumber,
        originalFile,
        transaction,
        memory);
  }
}
