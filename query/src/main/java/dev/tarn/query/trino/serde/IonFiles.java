package dev.tarn.query.trino.serde;

import com.google.inject.Inject;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.metastore.StorageFormat;
import io.trino.plugin.hive.FileWriter;
import io.trino.plugin.hive.HiveCompressionCodec;
import io.trino.plugin.hive.HiveErrorCode;
import io.trino.plugin.hive.HiveFileWriterFactory;
import io.trino.plugin.hive.HiveSessionProperties;
import io.trino.plugin.hive.WriterKind;
import io.trino.plugin.hive.acid.AcidTransaction;
import io.trino.plugin.hive.util.HiveTypeUtil;
import io.trino.plugin.hive.util.HiveUtil;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeManager;
import io.trino.spi.type.VarcharType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The files that CREATE TABLE AS and INSERT write for Ion tables. */
// https://docs.aws.amazon.com/athena/latest/ug/ion-serde-using-ctas-and-insert-into-to-create-ion-tables.html
final class IonFiles implements HiveFileWriterFactory {
  private final TrinoFileSystemFactory files;
  private final TypeManager types;

  @Inject
  IonFiles(TrinoFileSystemFactory files, TypeManager types) {
    this.files = files;
    this.types = types;
  }

  @Override
  public Optional<FileWriter> createFileWriter(
      Location location,
      List<String> inputColumnNames,
      StorageFormat storageFormat,
      HiveCompressionCodec compressionCodec,
      Map<String, String> schema,
      ConnectorSession session,
      OptionalInt bucketNumber,
      AcidTransaction transaction,
      boolean useAcidSchema,
      WriterKind writerKind) {
    if (!CarriedSerde.ION.reads(schema)) {
      return Optional.empty();
    }
    IonProperties properties = IonProperties.of(schema);
    List<String> names = HiveUtil.getColumnNames(schema);
    List<Type> columnTypes =
        HiveUtil.getColumnTypes(schema).stream()
            .map(type ->
                HiveTypeUtil.getType(
                    type, types, HiveSessionProperties.getTimestampPrecision(session)))
            .toList();
    columnTypes.forEach(IonFiles::requireTextKeys);
    var columns =
        new IonFileWriter.Columns(
            names, columnTypes, names.stream().map(inputColumnNames::indexOf).toList());
    TrinoFileSystem fileSystem = files.create(session);
    try {
      return Optional.of(
          new IonFileWriter(
              fileSystem.newOutputFile(location).create(),
              compressionCodec.getHiveCompressionKind(),
              properties,
              columns,
              () -> fileSystem.deleteFile(location)));
    } catch (IOException e) {
      throw new TrinoException(HiveErrorCode.HIVE_WRITER_OPEN_ERROR, "Error creating file", e);
    }
  }

  /** The keys of a map become the names of a struct's fields. */
  private static void requireTextKeys(Type type) {
    switch (type) {
      case MapType map -> {
        if (!(map.getKeyType() instanceof VarcharType)) {
          throw new TrinoException(
              StandardErrorCode.NOT_SUPPORTED,
              "Ion has no maps with keys of the type " + map.getKeyType().getDisplayName());
        }
        requireTextKeys(map.getValueType());
      }
      case ArrayType array -> requireTextKeys(array.getElementType());
      case RowType row ->
          row.getFields().stream().map(RowType.Field::getType).forEach(IonFiles::requireTextKeys);
      default -> {}
    }
  }
}
