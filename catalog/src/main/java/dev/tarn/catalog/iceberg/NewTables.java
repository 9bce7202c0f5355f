package dev.tarn.catalog.iceberg;

import dev.tarn.catalog.repository.CatalogErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.LocationUtil;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.CreateIcebergTableInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

/** The first metadata of new tables. */
final class NewTables {
  private static final String DEFAULT_FORMAT_VERSION = "2";

  private final MetadataFiles files;

  NewTables(MetadataFiles files) {
    this.files = files;
  }

  private record Definition(
      Schema schema, PartitionSpec spec, SortOrder order, Map<String, String> properties) {}

  TableInput create(TableInput input, @Nullable String version) {
    StorageDescriptor storage = input.storageDescriptor();
    TableMetadata metadata =
        IcebergRefusals.judged(() -> {
          Map<String, String> properties = new HashMap<>(input.parameters());
          // These are how a metadata file tells other things; here they are the catalog's own.
          properties.keySet().removeAll(TableProperties.RESERVED_PROPERTIES);
          Definition definition =
              new Definition(
                  schema(storage.columns()),
                  PartitionSpec.unpartitioned(),
                  SortOrder.unsorted(),
                  properties);
          return metadata(definition, storage.location(), version);
        });
    return written(input, storage, metadata);
  }

  TableInput create(String name, CreateIcebergTableInput input, @Nullable String version) {
    TableMetadata metadata =
        IcebergRefusals.judged(() -> {
          refuseReserved(input.properties());
          return metadata(definition(input), input.location(), version);
        });
    TableInput table = TableInput.builder().name(name).tableType("EXTERNAL_TABLE").build();
    StorageDescriptor storage = StorageDescriptor.builder().location(input.location()).build();
    return written(table, storage, metadata);
  }

  static void refuseReserved(Map<String, String> properties) {
    for (String reserved : TableProperties.RESERVED_PROPERTIES) {
      if (properties.containsKey(reserved)) {
        throw CatalogErrors.invalidInput("Cannot use the reserved Iceberg property: " + reserved);
      }
    }
  }

  private static Definition definition(CreateIcebergTableInput input) {
    Schema schema = IcebergJson.schema(input.schema());
    PartitionSpec spec =
        Optional.ofNullable(input.partitionSpec())
            .map(given -> IcebergJson.partitionSpec(given).bind(schema))
            .orElseGet(PartitionSpec::unpartitioned);
    SortOrder order =
        Optional.ofNullable(input.writeOrder())
            .map(given -> IcebergJson.sortOrder(given).bind(schema))
            .orElseGet(SortOrder::unsorted);
    return new Definition(schema, spec, order, input.properties());
  }

  /** Columns get the first ids, in their order; the fields inside of them the ones after. */
  private static Schema schema(List<Column> columns) {
    AtomicInteger provisional = new AtomicInteger();
    List<Types.NestedField> fields = new ArrayList<>();
    for (Column column : columns) {
      if (column.type() == null) {
        throw CatalogErrors.invalidInput(
            "Column " + column.name() + " of an Iceberg table must have a type");
      }
      fields.add(
          Types.NestedField.optional(
              provisional.incrementAndGet(),
              column.name(),
              GlueTypeParser.parse(column.type(), provisional::incrementAndGet),
              column.comment()));
    }
    AtomicInteger last = new AtomicInteger();
    return TypeUtil.assignFreshIds(new Schema(fields), last::incrementAndGet);
  }

  private TableMetadata metadata(Definition definition, String location, @Nullable String version) {
    return TableMetadata.buildFromEmpty(formatVersion(version))
        .assignUUID(files.newUuid())
        .setLocation(LocationUtil.stripTrailingSlash(location))
        .setCurrentSchema(definition.schema(), definition.schema().highestFieldId())
        .setDefaultPartitionSpec(definition.spec())
        .setDefaultSortOrder(definition.order())
        .setProperties(definition.properties())
        .build();
  }

  private static int formatVersion(@Nullable String version) {
    return switch (Optional.ofNullable(version).orElse(DEFAULT_FORMAT_VERSION)) {
      case "1" -> 1;
      case "2" -> 2;
      case "3" -> 3;
      default ->
          throw CatalogErrors.invalidInput("Unsupported Iceberg table format version: " + version);
    };
  }

  private TableInput written(TableInput input, StorageDescriptor storage, TableMetadata metadata) {
    Map<String, String> parameters = new HashMap<>(input.parameters());
    parameters.put(IcebergTables.TABLE_TYPE, IcebergTables.ICEBERG);
    parameters.put(IcebergTables.METADATA_LOCATION, files.write(metadata, 0));
    return input.toBuilder()
        .parameters(parameters)
        .storageDescriptor(storage.toBuilder().columns(GlueColumns.of(metadata)).build())
        .build();
  }
}
