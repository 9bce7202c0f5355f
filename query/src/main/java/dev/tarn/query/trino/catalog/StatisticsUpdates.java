package dev.tarn.query.trino.catalog;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GlueRequest;
import software.amazon.awssdk.services.glue.model.GlueResponse;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableResponse;

/**
 * Leaves a Hive table in the catalog as it is when the engine has only written rows into it. The
 * engine would write the whole table back with its statistics, in its own form: the comment as a
 * description, no buckets where the number was unknown, a new version.
 */
public final class StatisticsUpdates implements GlueInterceptor {
  private static final String VIEW = "VIRTUAL_VIEW";

  private final GlueClient glue;

  /**
   * Makes an interceptor for updates of a catalog.
   *
   * @param glue where the table before the update is read
   */
  public StatisticsUpdates(GlueClient glue) {
    this.glue = glue;
  }

  @Override
  public GlueResponse call(GlueRequest request, Function<GlueRequest, GlueResponse> next) {
    if (request instanceof UpdateTableRequest update
        && !VIEW.equals(update.tableInput().tableType())
        && isSameTable(glue.getTable(current(update)).table(), update.tableInput())) {
      return UpdateTableResponse.builder().build();
    }
    return next.apply(request);
  }

  private static GetTableRequest current(UpdateTableRequest update) {
    return GetTableRequest.builder()
        .catalogId(update.catalogId())
        .databaseName(update.databaseName())
        .name(update.tableInput().name())
        .build();
  }

  private static boolean isSameTable(Table table, TableInput input) {
    @Nullable StorageDescriptor before = table.storageDescriptor();
    @Nullable StorageDescriptor after = input.storageDescriptor();
    return before != null
        && after != null
        && Objects.equals(before.location(), after.location())
        && columns(before.columns()).equals(columns(after.columns()))
        && columns(table.partitionKeys()).equals(columns(input.partitionKeys()));
  }

  private static List<NamedType> columns(List<Column> columns) {
    return columns.stream()
        .map(column -> new NamedType(column.name(), column.type(), column.comment()))
        .toList();
  }

  private record NamedType(String name, String type, @Nullable String comment) {}
}
