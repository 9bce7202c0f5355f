package dev.tarn.query.trino.serde;

import com.amazon.ion.IonReader;
import com.amazon.ion.IonSystem;
import com.amazon.ion.system.IonReaderBuilder;
import com.amazon.ion.system.IonSystemBuilder;
import com.google.inject.Inject;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.filesystem.TrinoInputFile;
import io.trino.hive.formats.compression.CompressionKind;
import io.trino.plugin.hive.AcidInfo;
import io.trino.plugin.hive.HiveColumnHandle;
import io.trino.plugin.hive.HiveErrorCode;
import io.trino.plugin.hive.HivePageSourceFactory;
import io.trino.plugin.hive.HivePageSourceProvider;
import io.trino.plugin.hive.Schema;
import io.trino.plugin.hive.acid.AcidTransaction;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.EmptyPageSource;
import io.trino.spi.predicate.TupleDomain;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Amazon Ion, binary or text: every value of a file is a row. */
// https://docs.aws.amazon.com/athena/latest/ug/ion-serde.html
final class IonPages implements HivePageSourceFactory {
  private static final String CASE_SENSITIVE = "ion.path_extractor.case_sensitive";
  private static final String PATH_EXTRACTOR = ".path_extractor";
  private static final List<String> UNSUPPORTED =
      List.of("fail_on_overflow", "ion.ignore_malformed");

  private final TrinoFileSystemFactory files;

  @Inject
  IonPages(TrinoFileSystemFactory files) {
    this.files = files;
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
    Map<String, String> properties = schema.serdeProperties();
    if (!CarriedSerde.ION.reads(properties)) {
      return Optional.empty();
    }
    refuse(properties);
    if (start > 0) {
      // The first split reads the whole file.
      return Optional.of(new EmptyPageSource());
    }
    TrinoInputFile file =
        files
            .create(session)
            .newInputFile(path, estimatedFileSize, Instant.ofEpochMilli(fileModifiedTime));
    return Optional.of(
        HivePageSourceProvider.projectColumnDereferences(
            columns, whole -> new IonPageSource(rows(file, whole, properties), whole)));
  }

  private static IonRows rows(
      TrinoInputFile file, List<HiveColumnHandle> columns, Map<String, String> properties) {
    boolean caseSensitive = Boolean.parseBoolean(properties.get(CASE_SENSITIVE));
    IonValues values = new IonValues(caseSensitive);
    if (properties.keySet().stream().noneMatch(key -> key.endsWith(PATH_EXTRACTOR))) {
      return new IonFieldRows(open(file), columns, values);
    }
    IonSystem ion = IonSystemBuilder.standard().build();
    List<IonPath> paths =
        columns.stream()
            .map(column -> path(ion, column.getName(), properties, caseSensitive))
            .toList();
    return new IonPathRows(ion, open(file), columns, paths, values);
  }

  private static IonPath path(
      IonSystem ion, String column, Map<String, String> properties, boolean caseSensitive) {
    String property = "ion." + column + PATH_EXTRACTOR;
    return properties.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(property))
        .findFirst()
        .map(entry -> IonPath.parse(ion, entry.getKey(), entry.getValue(), caseSensitive))
        .orElseGet(() -> IonPath.ofColumn(column, caseSensitive));
  }

  private static void refuse(Map<String, String> properties) {
    properties.forEach((key, value) -> {
      boolean changes = key.startsWith("ion.") && UNSUPPORTED.stream().anyMatch(key::endsWith);
      // Defaults that are only written out change nothing.
      boolean isDefault =
          key.endsWith("fail_on_overflow")
              ? value.equalsIgnoreCase("true")
              : key.endsWith("ignore_malformed") && value.equalsIgnoreCase("false");
      if (changes && !isDefault) {
        throw new TrinoException(
            StandardErrorCode.NOT_SUPPORTED,
            "The property " + key + " of IonHiveSerDe is not supported by Tarn yet");
      }
    });
  }

  private static IonReader open(TrinoInputFile file) {
    try {
      InputStream in = file.newStream();
      var packed = CompressionKind.forFile(file.location().fileName());
      return IonReaderBuilder.standard()
          .build(packed.isPresent() ? packed.get().createCodec().createStreamDecompressor(in) : in);
    } catch (IOException e) {
      throw new TrinoException(
          HiveErrorCode.HIVE_CANNOT_OPEN_SPLIT,
          "Error opening Hive split " + file.location() + ": " + e.getMessage(),
          e);
    }
  }
}
