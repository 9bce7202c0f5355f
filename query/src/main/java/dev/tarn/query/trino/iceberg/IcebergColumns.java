package dev.tarn.query.trino.iceberg;

import dev.tarn.catalog.iceberg.IcebergTables;
import dev.tarn.query.trino.catalog.GlueInterceptor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.GlueRequest;
import software.amazon.awssdk.services.glue.model.GlueResponse;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

/**
 * Gives the tables that the Iceberg connector writes to the catalog the columns that Athena writes:
 * with {@code iceberg.field.*} parameters, and those that earlier schemas had at the end.
 */
public final class IcebergColumns implements GlueInterceptor {
  private final IcebergTables tables;

  public IcebergColumns(IcebergTables tables) {
    this.tables = tables;
  }

  @Override
  public GlueResponse call(GlueRequest request, Function<GlueRequest, GlueResponse> next) {
    return next.apply(
        switch (request) {
          case CreateTableRequest create ->
              create.toBuilder().tableInput(withColumns(create.tableInput())).build();
          case UpdateTableRequest update ->
              update.toBuilder().tableInput(withColumns(update.tableInput())).build();
          default -> request;
        });
  }

  private TableInput withColumns(TableInput input) {
    @Nullable String metadata = input.parameters().get(IcebergTables.METADATA_LOCATION);
    @Nullable StorageDescriptor storage = input.storageDescriptor();
    return metadata == null || storage == null
        ? input
        : input.toBuilder()
            .storageDescriptor(storage.toBuilder().columns(tables.columns(metadata)).build())
            .build();
  }
}
