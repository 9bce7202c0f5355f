package dev.tarn.query.trino.projection;

import dev.tarn.query.trino.catalog.GlueInterceptor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.GlueRequest;
import software.amazon.awssdk.services.glue.model.GlueResponse;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

/** Shows Trino the properties of a projection under names that it does not act on itself. */
public final class ProjectionTranslation implements GlueInterceptor {
  @Override
  public GlueResponse call(GlueRequest request, Function<GlueRequest, GlueResponse> next) {
    GlueRequest asked =
        switch (request) {
          case CreateTableRequest create ->
              create.toBuilder().tableInput(restored(create.tableInput())).build();
          case UpdateTableRequest update ->
              update.toBuilder().tableInput(restored(update.tableInput())).build();
          default -> request;
        };
    return switch (next.apply(asked)) {
      case GetTableResponse one -> one.toBuilder().table(carried(one.table())).build();
      case GetTablesResponse many ->
          many.toBuilder()
              .tableList(many.tableList().stream().map(ProjectionTranslation::carried).toList())
              .build();
      case GlueResponse other -> other;
    };
  }

  private static Table carried(Table table) {
    return table.parameters().keySet().stream()
            .noneMatch(key -> key.startsWith(ProjectionProperties.PREFIX))
        ? table
        : table.toBuilder()
            .parameters(
                renamed(
                    table.parameters(),
                    ProjectionProperties.PREFIX,
                    ProjectionProperties.CARRIED_PREFIX))
            .build();
  }

  private static TableInput restored(TableInput table) {
    return table.toBuilder()
        .parameters(
            renamed(
                table.parameters(),
                ProjectionProperties.CARRIED_PREFIX,
                ProjectionProperties.PREFIX))
        .build();
  }

  private static Map<String, String> renamed(
      Map<String, String> parameters, String from, String to) {
    var renamed = new HashMap<String, String>();
    parameters.forEach((key, value) ->
        renamed.put(key.startsWith(from) ? to + key.substring(from.length()) : key, value));
    return renamed;
  }
}
