package dev.tarn.query.trino.serde;

import com.google.inject.Inject;
import io.airlift.slice.Slice;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.metastore.HiveType;
import io.trino.plugin.hive.AcidInfo;
import io.trino.plugin.hive.HiveColumnHandle;
import io.trino.plugin.hive.HiveConfig;
import io.trino.plugin.hive.HiveErrorCode;
import io.trino.plugin.hive.HivePageSourceFactory;
import io.trino.plugin.hive.Schema;
import io.trino.plugin.hive.TransformConnectorPageSource;
import io.trino.plugin.hive.acid.AcidTransaction;
import io.trino.plugin.hive.line.CsvPageSourceFactory;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.VarcharType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * OpenCSVSerde with the types that the table declares. Trino's reader gives the fields' texts; a
 * text that is not of its column's type fails the query, unless the table says {@code
 * use.null.for.invalid.data}.
 */
// https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html
final class OpenCsvPages implements HivePageSourceFactory {
  private static final String NULL_FOR_INVALID = "use.null.for.invalid.data";

  private final CsvPageSourceFactory texts;

  @Inject
  OpenCsvPages(TrinoFileSystemFactory files, HiveConfig config) {
    this.texts = new CsvPageSourceFactory(files, config);
  }

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
    if (!CarriedSerde.OPEN_CSV.reads(schema.serdeProperties())) {
      return Optional.empty();
    }
    var asText =
        new Schema(
            CarriedSerde.OPEN_CSV.library(),
            false,
            CarriedSerde.OPEN_CSV.original(schema.serdeProperties()));
    boolean lenient = Boolean.parseBoolean(schema.serdeProperties().get(NULL_FOR_INVALID));
    var typed = TransformConnectorPageSource.builder();
    for (int channel = 0; channel < columns.size(); channel++) {
      HiveColumnHandle column = columns.get(channel);
      if (!column.getType().equals(VarcharType.VARCHAR)) {
        var field =
            new Field(column, TextValueParser.of(column.getType(), column.getName()), lenient);
        typed.transform(channel, field::convert);
      } else {
        typed.column(channel);
      }
    }
    return texts
        .createPageSource(
            session,
            path,
            start,
            length,
            estimatedFileSize,
            fileModifiedTime,
            asText,
            columns.stream().map(OpenCsvPages::asText).toList(),
            TupleDomain.all(),
            acidInfo,
            bucketNumber,
            originalFile,
            transaction)
        .map(typed::build);
  }

  private static HiveColumnHandle asText(HiveColumnHandle column) {
    return HiveColumnHandle.createBaseColumn(
        column.getBaseColumnName(),
        column.getBaseHiveColumnIndex(),
        HiveType.HIVE_STRING,
        VarcharType.VARCHAR,
        column.getColumnType(),
        column.getComment());
  }

  /** One column of a file. */
  private record Field(HiveColumnHandle column, TextValueParser parser, boolean lenient) {
    Block convert(Block texts) {
      BlockBuilder out = column.getType().createBlockBuilder(null, texts.getPositionCount());
      for (int position = 0; position < texts.getPositionCount(); position++) {
        if (texts.isNull(position)) {
          out.appendNull();
        } else {
          convert(VarcharType.VARCHAR.getSlice(texts, position), out);
        }
      }
      return out.build();
    }

    private void convert(Slice text, BlockBuilder out) {
      try {
        parser.write(text, out);
      } catch (IllegalArgumentException | ArithmeticException e) {
        if (!lenient) {
          throw new TrinoException(
              HiveErrorCode.HIVE_BAD_DATA,
              "Error parsing field value '%s' for field %d: %s"
                  .formatted(text.toStringUtf8(), column.getBaseHiveColumnIndex(), e.getMessage()),
              e);
        }
        out.appendNull();
      }
    }
  }
}
