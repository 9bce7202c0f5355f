package dev.tarn.query.trino.view;

import dev.tarn.query.trino.catalog.GlueInterceptor;
import java.util.function.Function;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.GlueRequest;
import software.amazon.awssdk.services.glue.model.GlueResponse;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

/** Gives the views that the engine writes the shape that Athena's have, and reads others' views. */
public final class ViewShape implements GlueInterceptor {
  @Override
  public GlueResponse call(GlueRequest request, Function<GlueRequest, GlueResponse> next) {
    GlueResponse response = next.apply(shaped(request));
    return switch (response) {
      case GetTableResponse one -> one.toBuilder().table(AthenaView.owned(one.table())).build();
      case GetTablesResponse many ->
          many.toBuilder()
              .tableList(many.tableList().stream().map(AthenaView::owned).toList())
              .build();
      default -> response;
    };
  }

  private static GlueRequest shaped(GlueRequest request) {
    return switch (request) {
      case CreateTableRequest create ->
          create.toBuilder().tableInput(AthenaView.shaped(create.tableInput())).build();
      case UpdateTableRequest update ->
          update.toBuilder().tableInput(AthenaView.shaped(update.tableInput())).build();
      default -> request;
    };
  }
}
