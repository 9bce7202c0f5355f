package dev.tarn.query.metadata;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.Column;
import software.amazon.awssdk.services.athena.model.TableMetadata;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * What Athena shows of Glue's databases and tables; measured by
 * https://github.com/laughingman7743/PyAthena/pull/786.
 */
final class GlueMetadata {
  /** Columns that Iceberg has dropped stay in Glue with this parameter. */
  private static final String ICEBERG_CURRENT = "iceberg.field.current";

  /** An Iceberg table's comment is its entry's description. */
  private static final String METADATA_LOCATION = "metadata_location";

  private GlueMetadata() {}

  static software.amazon.awssdk.services.athena.model.Database database(Database database) {
    return software.amazon.awssdk.services.athena.model.Database.builder()
        .name(database.name())
        .description(database.description())
        .parameters(database.hasParameters() ? database.parameters() : Map.of())
        .build();
  }

  static TableMetadata table(Table table) {
    StorageDescriptor storage = table.storageDescriptor();
    Instant lastAccess = table.lastAccessTime();
    return TableMetadata.builder()
        .name(table.name())
        .createTime(table.createTime())
        .lastAccessTime(lastAccess == null ? Instant.EPOCH : lastAccess)
        .tableType(table.tableType())
        .columns(columns(storage == null ? List.of() : storage.columns()))
        .partitionKeys(columns(table.partitionKeys()))
        .parameters(parameters(table, storage))
        .build();
  }

  private static List<Column> columns(
      List<software.amazon.awssdk.services.glue.model.Column> columns) {
    return columns.stream()
        .filter(column -> !"false".equals(column.parameters().get(ICEBERG_CURRENT)))
        .map(column ->
            Column.builder()
                .name(column.name())
                .type(column.type())
                .comment(column.comment())
                .build())
        .toList();
  }

  /** Table, storage and SerDe parameters in one map; absent formats are there as nulls. */
  private static Map<String, @Nullable String> parameters(
      Table table, @Nullable StorageDescriptor storage) {
    Map<String, @Nullable String> parameters = new LinkedHashMap<>(table.parameters());
    if (table.description() != null && parameters.containsKey(METADATA_LOCATION)) {
      // Where every other table has its comment; unverified on AWS.
      parameters.putIfAbsent("comment", table.description());
    }
    if (storage == null) {
      return parameters;
    }
    if (storage.location() != null) {
      parameters.put("location", storage.location());
    }
    parameters.put("inputformat", storage.inputFormat());
    parameters.put("outputformat", storage.outputFormat());
    SerDeInfo serde = storage.serdeInfo();
    if (serde != null) {
      parameters.put("serde.serialization.lib", serde.serializationLibrary());
      serde.parameters().forEach((key, value) -> parameters.put("serde.param." + key, value));
    }
    return parameters;
  }
}
