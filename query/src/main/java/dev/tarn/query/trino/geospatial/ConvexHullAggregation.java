package dev.tarn.query.trino.geospatial;

import static io.trino.geospatial.serde.JtsGeometrySerde.deserialize;
import static io.trino.geospatial.serde.JtsGeometrySerde.serialize;

import io.airlift.slice.Slice;
import io.trino.geospatial.GeometryUtils;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AggregationFunction;
import io.trino.spi.function.AggregationState;
import io.trino.spi.function.CombineFunction;
import io.trino.spi.function.Description;
import io.trino.spi.function.InputFunction;
import io.trino.spi.function.OutputFunction;
import io.trino.spi.function.SqlType;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** {@code convex_hull_agg}. */
@Description("The smallest convex geometry around those of a group")
@AggregationFunction("convex_hull_agg")
public final class ConvexHullAggregation {
  private ConvexHullAggregation() {}

  /** Takes one row's geometry. */
  @InputFunction
  public static void input(
      @AggregationState GeometryState state, @SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    add(state, geometry);
  }

  /** Takes what another part of the aggregation has. */
  @CombineFunction
  public static void combine(
      @AggregationState GeometryState state, @AggregationState GeometryState other) {
    @Nullable Slice geometry = other.getGeometry();
    if (geometry != null) {
      add(state, geometry);
    }
  }

  /** Writes the group's geometry. */
  @OutputFunction(GeometryValue.GEOMETRY_NAME)
  public static void output(@AggregationState GeometryState state, BlockBuilder out) {
    @Nullable Slice geometry = state.getGeometry();
    if (geometry == null) {
      out.appendNull();
    } else {
      GeometryValue.GEOMETRY.writeSlice(out, geometry);
    }
  }

  private static void add(GeometryState state, Slice geometry) {
    @Nullable Slice before = state.getGeometry();
    Geometry one = deserialize(geometry);
    Geometry other = before == null ? one : deserialize(before);
    state.setGeometry(serialize(GeometryUtils.safeUnion(one, other).convexHull()));
  }
}
