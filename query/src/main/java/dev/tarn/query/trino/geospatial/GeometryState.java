package dev.tarn.query.trino.geospatial;

import io.airlift.slice.Slice;
import io.trino.spi.function.AccumulatorState;
import org.jspecify.annotations.Nullable;

/** What an aggregation has of its geometries so far; null before the first one. */
public interface GeometryState extends AccumulatorState {
  /** The stored geometry. */
  @Nullable Slice getGeometry();

  /** Replaces the stored geometry. */
  void setGeometry(@Nullable Slice geometry);
}
