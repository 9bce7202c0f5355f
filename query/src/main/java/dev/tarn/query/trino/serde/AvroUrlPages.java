package dev.tarn.query.trino.serde;

import com.google.inject.Inject;
import io.trino.filesystem.Location;
import io.trino.plugin.hive.AcidInfo;
import io.trino.plugin.hive.HiveColumnHandle;
import io.trino.plugin.hive.HivePageSourceFactory;
import io.trino.plugin.hive.Schema;
import io.trino.plugin.hive.acid.AcidTransaction;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.predicate.TupleDomain;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Refuses Avro tables whose schema is somewhere else, as Athena does for security. */
// https://docs.aws.amazon.com/athena/latest/ug/avro-serde.html
final class AvroUrlPages implements HivePageSourceFactory {
  @Inject
  AvroUrlPages() {}

  @Override
  @Deprecated
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
      AcidTransaction transaction) {
    if (!CarriedSerde.AVRO_BY_URL.reads(schema.serdeProperties())) {
      return Optional.empty();
    }
    throw new TrinoException(
        StandardErrorCode.NOT_SUPPORTED,
        "The property avro.schema.url is not supported, use avro.schema.literal");
  }
}
