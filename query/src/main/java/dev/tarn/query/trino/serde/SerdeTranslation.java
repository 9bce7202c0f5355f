package dev.tarn.query.trino.serde;

import dev.tarn.query.trino.catalog.GlueInterceptor;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
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
  @Override
  public GlueResponse call(GlueRequest request, Function<GlueRequest, GlueResponse> next) {
    return answered(next.apply(asked(request)));
  }

  private static GlueResponse answered(GlueResponse response) {
    return switch (response) {
      case GetTableResponse one -> one.toBuilder().table(carried(one.table())).build();
      case GetTablesResponse many ->
          many.toBuilder().tableList(each(many.tableList(), SerdeTranslation::carried)).build();
      case GetPartitionResponse one -> one.toBuilder().partition(carried(one.partition())).build();
      case GetPartitionsResponse many ->
          many.toBuilder().partitions(each(many.partitions(), SerdeTranslation::carried)).build();
      case BatchGetPartitionResponse many ->
          many.toBuilder().partitions(each(many.partitions(), SerdeTranslation::carried)).build();
      default -> response;
    };
  }

  private static GlueRequest asked(GlueRequest request) {
    return switch (request) {
      case CreateTableRequest create ->
          create.toBuilder().tableInput(restored(create.tableInput())).build();
      case UpdateTableRequest update ->
          update.toBuilder().tableInput(restored(update.tableInput())).build();
      case CreatePartitionRequest create ->
          create.toBuilder().partitionInput(restored(create.partitionInput())).build();
      case UpdatePartitionRequest update ->
          update.toBuilder().partitionInput(restored(update.partitionInput())).build();
      case BatchCreatePartitionRequest create ->
          create.toBuilder()
              .partitionInputList(each(create.partitionInputList(), SerdeTranslation::restored))
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
        : table.toBuilder().storageDescriptor(CarriedSerde.carry(storage)).build();
  }

  private static Partition carried(Partition partition) {
    @Nullable StorageDescriptor storage = partition.storageDescriptor();
    return storage == null
        ? partition
        : partition.toBuilder().storageDescriptor(CarriedSerde.carry(storage)).build();
  }

  private static TableInput restored(TableInput table) {
    @Nullable StorageDescriptor storage = table.storageDescriptor();
    return storage == null
        ? table
        : table.toBuilder().storageDescriptor(CarriedSerde.restore(storage)).build();
  }

  private static PartitionInput restored(PartitionInput partition) {
    @Nullable StorageDescriptor storage = partition.storageDescriptor();
    return storage == null
        ? partition
        : partition.toBuilder().storageDescriptor(CarriedSerde.restore(storage)).build();
  }
}
