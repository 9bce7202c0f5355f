package dev.tarn.query.trino.catalog;

import java.util.function.Function;
import software.amazon.awssdk.services.glue.model.GlueRequest;
import software.amazon.awssdk.services.glue.model.GlueResponse;

/** Stands between Trino and the catalog. */
@FunctionalInterface
public interface GlueInterceptor {
  /** Answers a call, with or without the help of what is behind. */
  GlueResponse call(GlueRequest request, Function<GlueRequest, GlueResponse> next);
}
