package dev.tarn.query.trino.serde;

import com.google.common.base.Suppliers;
import dev.tarn.query.trino.catalog.GlueInterceptor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.GlueRequest;
import software.amazon.awssdk.services.glue.model.GlueResponse;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

/** The catalog as Trino's Hive connector sees it: tables of {@link CarriedSerde}s are disguised. */
public final class SerdeTranslation implements GlueInterceptor {
  private final GlueClient glue;

  /** The catalog itself is asked what a partition does not say. */
  public SerdeTranslation(GlueClient glue) {
    this.glue = glue;
  }

  @Override
  public GlueResponse call(GlueRequest request, Function<GlueRequest, GlueResponse> next) {
    GlueResponse response = next.apply(asked(request));
    Supplier<Map<String, String>> ofTable = Suppliers.memoize(() -> table(request).parameters());
    return answered(response, partition -> carried(partition, ofTable));
  }

  private static GlueResponse answered(GlueResponse response, UnaryOperator<Partition> partitions) {
    return switch (response) {
      case GetTableResponse one -> one.toBuilder().table(carried(one.table())).build();
      case GetTablesResponse many ->
          many.toBuilder().tableList(each(many.tableList(), SerdeTranslation::carried)).build();
      case GetPartitionResponse one ->
          one.toBuilder().partition(partitions.apply(one.partition())).build();
      case GetPartitionsResponse many ->
          many.toBuilder().partitions(each(many.partitions(), partitions)).build();
      case BatchGetPartitionResponse many ->
          many.toBuilder().partitions(each(many.partitions(), partitions)).build();
      default -> response;
    };
  }

  private GlueRequest asked(GlueRequest request) {
    return switch (request) {
      case CreateTableRequest create ->
          create.toBuilder()
              .tableInput(NewIonTable.restored(restored(create.tableInput())))
              .build();
      case UpdateTableRequest update ->
          update.toBuilder().tableInput(restored(update.tableInput())).build();
      case CreatePartitionRequest create ->
          create.toBuilder().partitionInput(created(create.partitionInput(), request)).build();
      case UpdatePartitionRequest update ->
          update.toBuilder().partitionInput(restored(update.partitionInput())).build();
      case BatchCreatePartitionRequest create ->
          create.toBuilder()
              .partitionInputList(
                  each(create.partitionInputList(), partition -> created(partition, request)))
              .build();
      case BatchUpdatePartitionRequest update ->
          update.toBuilder()
              .entries(
                  each(
                      update.entries(),
                      entry ->
                          entry.toBuilder()
                              .partitionInput(restored(entry.partitionInput()))
                              .build()))
              .build();
      default -> request;
    };
  }

  private static <T> List<T> each(List<T> items, UnaryOperator<T> translation) {
    return items.stream().map(translation).toList();
  }

  private static Table carried(Table table) {
    @Nullable StorageDescriptor storage = table.storageDescriptor();
    return storage == null
        ? table
        : table.toBuilder()
            .storageDescriptor(CarriedSerde.carry(storage, table.parameters()))
            .build();
  }

  private static Partition carried(Partition partition, Supplier<Map<String, String>> ofTable) {
    @Nullable StorageDescriptor storage = partition.storageDescriptor();
    if (storage == null) {
      return partition;
    }
    Map<String, String> parameters = CarriedSerde.asksTable(storage) ? ofTable.get() : Map.of();
    return partition.toBuilder().storageDescriptor(CarriedSerde.carry(storage, parameters)).build();
  }

  private Table table(GlueRequest request) {
    String database = request.getValueForField("DatabaseName", String.class).orElseThrow();
    String table = request.getValueForField("TableName", String.class).orElseThrow();
    return glue.getTable(r -> r.databaseName(database).name(table)).table();
  }

  private static TableInput restored(TableInput table) {
    @Nullable StorageDescriptor storage = table.storageDescriptor();
    return storage == null
        ? table
        : table.toBuilder().storageDescriptor(CarriedSerde.restore(storage)).build();
  }

  private PartitionInput created(PartitionInput partition, GlueRequest request) {
    @Nullable StorageDescriptor storage = partition.storageDescriptor();
    if (storage != null && CarriedSerde.isNewIon(storage)) {
      @Nullable StorageDescriptor ofTable = table(request).storageDescriptor();
      if (CarriedSerde.isIon(ofTable)) {
        return partition.toBuilder()
            .storageDescriptor(CarriedSerde.ion(storage, ofTable.serdeInfo().parameters()))
            .build();
      }
    }
    return restored(partition);
  }

  private static PartitionInput restored(PartitionInput partition) {
    @Nullable StorageDescriptor storage = partition.storageDescriptor();
    return storage == null
        ? partition
        : partition.toBuilder().storageDescriptor(CarriedSerde.restore(storage)).build();
  }
}
