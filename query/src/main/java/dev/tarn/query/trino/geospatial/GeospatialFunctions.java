package dev.tarn.query.trino.geospatial;

import io.trino.spi.type.Type;
import java.util.List;
import java.util.Set;

/** What the engine registers of this package. */
public final class GeospatialFunctions {
  private GeospatialFunctions() {}

  /** The types of its values. */
  public static List<Type> types() {
    return List.of(GeometryValue.GEOMETRY, GeometryValue.GEOGRAPHY, BingTileType.BING_TILE);
  }

  /** The classes that hold its functions. */
  public static Set<Class<?>> classes() {
    return Set.of(
        GeometryConstructors.class,
        GeometryRelations.class,
        GeometryOperations.class,
        GeometryAccessors.class,
        GeometryParts.class,
        SphericalFunctions.class,
        BingTileFunctions.class,
        UnionAggregation.class,
        ConvexHullAggregation.class);
  }
}
