package dev.tarn.query.trino.iceberg;

import dev.tarn.catalog.iceberg.IcebergTables;
import dev.tarn.catalog.iceberg.IcebergTables.Shown;
import dev.tarn.query.trino.catalog.GlueInterceptor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.GlueRequest;
import software.amazon.awssdk.services.glue.model.GlueResponse;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

/**
 * Gives the tables that the Iceberg connector writes to the catalog what Athena writes: columns
 * with {@code iceberg.field.*} parameters, those that earlier schemas had at the end, and the
 * table's comment as its description. A commit keeps what others wrote to the entry, as that of
 * Iceberg's own Glue catalog does:
 * https://github.com/apache/iceberg/blob/main/aws/src/main/java/org/apache/iceberg/aws/glue/IcebergToGlueConverter.java.
 */
public final class IcebergEntries implements GlueInterceptor {
  private final GlueClient glue;
  private final IcebergTables tables;

  public IcebergEntries(GlueClient glue, IcebergTables tables) {
    this.glue = glue;
    this.tables = tables;
  }

  @Override
  public GlueResponse call(GlueRequest request, Function<GlueRequest, GlueResponse> next) {
    return next.apply(
        switch (request) {
          case CreateTableRequest create ->
              create.toBuilder().tableInput(described(create.tableInput())).build();
          case UpdateTableRequest update -> {
            TableInput kept = keepingOthers(update);
            yield update.toBuilder().tableInput(described(kept)).build();
          }
          default -> request;
        });
  }

  private TableInput keepingOthers(UpdateTableRequest update) {
    TableInput input = update.tableInput();
    Table existing =
        glue.getTable(r -> r.databaseName(update.databaseName()).name(input.name())).table();
    Map<String, String> parameters = new HashMap<>(existing.parameters());
    parameters.putAll(input.parameters());
    return input.toBuilder()
        .parameters(parameters)
        .description(existing.description())
        .owner(input.owner() == null ? existing.owner() : input.owner())
        .build();
  }

  private TableInput described(TableInput input) {
    @Nullable String metadata = input.parameters().get(IcebergTables.METADATA_LOCATION);
    @Nullable StorageDescriptor storage = input.storageDescriptor();
    if (metadata == null || storage == null) {
      return input;
    }
    Shown shown = tables.shown(metadata);
    return input.toBuilder()
        .description(shown.comment().orElse(input.description()))
        .storageDescriptor(storage.toBuilder().columns(shown.columns()).build())
        .build();
  }
}
