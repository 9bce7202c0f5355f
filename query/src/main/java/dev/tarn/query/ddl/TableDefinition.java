package dev.tarn.query.ddl;

import dev.tarn.query.dialect.Bucketing;
import dev.tarn.query.dialect.ColumnDefinition;
import dev.tarn.query.dialect.StorageFormat;
import dev.tarn.query.dialect.TableStatement.CreateTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Order;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.SkewedInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

/** What CREATE EXTERNAL TABLE leaves in the catalog, defaults included. */
final class TableDefinition {
  static final String DDL_TIME = "transient_lastDdlTime";

  private static final String OWNER = "hadoop";
  private static final String SERIALIZATION_FORMAT = "serialization.format";
  private static final String OPENX_JSON_SERDE = "org.openx.data.jsonserde.JsonSerDe";
  private static final String OPENX_TEXT_OUTPUT_FORMAT =
      "org.apache.hadoop.hive.ql.io.IgnoreKeyTextOutputFormat";
  private static final int NO_BUCKETS = -1;

  private TableDefinition() {}

  static TableInput of(CreateTable statement, Instant now) throws StatementFailure {
    checkColumns(statement);
    Map<String, String> parameters = new HashMap<>(statement.properties());
    statement.comment().ifPresent(comment -> parameters.put("comment", comment));
    parameters.put("EXTERNAL", "TRUE");
    parameters.put(DDL_TIME, Long.toString(now.getEpochSecond()));
    return TableInput.builder()
        .name(statement.table().table())
        .owner(OWNER)
        .lastAccessTime(Instant.EPOCH)
        .retention(0)
        .storageDescriptor(storage(statement))
        .partitionKeys(columns(statement.partitionColumns()))
        .tableType("EXTERNAL_TABLE")
        .parameters(parameters)
        .build();
  }

  static List<Column> columns(List<ColumnDefinition> definitions) throws StatementFailure {
    for (ColumnDefinition definition : definitions) {
      HiveTypes.check(definition.type());
      if (definition.comment().orElse("").chars().anyMatch(c -> c < ' ' && c != '\t')) {
        throw Failures.forbiddenComment(definition.name());
      }
    }
    return definitions.stream().map(TableDefinition::column).toList();
  }

  static Column column(ColumnDefinition definition) {
    return Column.builder()
        .name(definition.name())
        .type(definition.type())
        .comment(definition.comment().orElse(null))
        .build();
  }

  private static void checkColumns(CreateTable statement) throws StatementFailure {
    Set<String> names = new HashSet<>();
    for (ColumnDefinition column : statement.columns()) {
      if (!names.add(column.name())) {
        throw Failures.semantic("[Error 10036]: Duplicate column name: " + column.name());
      }
    }
    for (ColumnDefinition column : statement.partitionColumns()) {
      if (!names.add(column.name())) {
        throw Failures.semantic("[Error 10035]: Column repeated in partitioning columns");
      }
    }
  }

  private static StorageDescriptor storage(CreateTable statement) throws StatementFailure {
    StorageFormat storage = statement.storage();
    FileFormat format = format(storage);
    Optional<Bucketing> bucketing = statement.bucketing();
    return StorageDescriptor.builder()
        .columns(columns(statement.columns()))
        .location(Tables.withoutSlash(Locations.check(statement.location())))
        .inputFormat(storage.inputFormat().orElse(format.inputFormat()))
        .outputFormat(storage.outputFormat().orElseGet(() -> outputFormat(storage, format)))
        .compressed(false)
        .numberOfBuckets(bucketing.map(Bucketing::buckets).orElse(NO_BUCKETS))
        .serdeInfo(serde(storage, format))
        .bucketColumns(bucketing.map(Bucketing::columns).orElse(List.of()))
        .sortColumns(bucketing.map(TableDefinition::order).orElse(List.of()))
        .parameters(Map.of())
        .skewedInfo(
            SkewedInfo.builder()
                .skewedColumnNames(List.of())
                .skewedColumnValues(List.of())
                .skewedColumnValueLocationMaps(Map.of())
                .build())
        .storedAsSubDirectories(false)
        .build();
  }

  /**
   * What SHOW CREATE TABLE of such tables shows on AWS, and PyAthena's tests hold: OpenCSVSerde
   * without STORED AS gets the usual class.
   */
  private static String outputFormat(StorageFormat storage, FileFormat format) {
    boolean openX = storage.serde().filter(OPENX_JSON_SERDE::equals).isPresent();
    return openX && storage.storedAs().isEmpty() ? OPENX_TEXT_OUTPUT_FORMAT : format.outputFormat();
  }

  private static FileFormat format(StorageFormat storage) throws StatementFailure {
    if (storage.storedAs().isEmpty()) {
      return FileFormat.TEXTFILE;
    }
    String name = storage.storedAs().get();
    Optional<FileFormat> format = FileFormat.of(name);
    if (format.isEmpty()) {
      throw Failures.semantic("Unrecognized file format in STORED AS clause: '" + name + "'");
    }
    return format.get();
  }

  private static SerDeInfo serde(StorageFormat storage, FileFormat format) {
    Map<String, String> parameters = new HashMap<>(storage.delimiters());
    parameters.put(SERIALIZATION_FORMAT, storage.delimiters().getOrDefault("field.delim", "1"));
    parameters.putAll(storage.serdeProperties());
    return SerDeInfo.builder()
        .serializationLibrary(storage.serde().orElse(format.serde()))
        .parameters(parameters)
        .build();
  }

  private static List<Order> order(Bucketing bucketing) {
    return bucketing.sortColumns().stream()
        .map(c -> Order.builder().column(c.name()).sortOrder(c.ascending() ? 1 : 0).build())
        .toList();
  }
}
