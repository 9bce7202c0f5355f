package dev.tarn.query.trino.geospatial;

import static io.trino.geospatial.serde.JtsGeometrySerde.deserialize;

import io.airlift.slice.Slice;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** How two geometries lie to each other. */
public final class GeometryRelations {
  private GeometryRelations() {}

  @Description("Whether the first contains the second")
  @ScalarFunction("ST_Contains")
  @SqlType(StandardTypes.BOOLEAN)
  public static boolean contains(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice left,
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice right) {
    return deserialize(left).contains(deserialize(right));
  }

  @Description("Whether they cross")
  @ScalarFunction("ST_Crosses")
  @SqlType(StandardTypes.BOOLEAN)
  public static boolean crosses(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice left,
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice right) {
    return deserialize(left).crosses(deserialize(right));
  }

  @Description("Whether they have nothing in common")
  @ScalarFunction("ST_Disjoint")
  @SqlType(StandardTypes.BOOLEAN)
  public static boolean disjoint(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice left,
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice right) {
    return deserialize(left).disjoint(deserialize(right));
  }

  @Description("Whether they are the same set of points")
  @ScalarFunction("ST_Equals")
  @SqlType(StandardTypes.BOOLEAN)
  public static boolean equalsOther(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice left,
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice right) {
    return deserialize(left).equalsTopo(deserialize(right));
  }

  @Description("Whether they have a point in common")
  @ScalarFunction("ST_Intersects")
  @SqlType(StandardTypes.BOOLEAN)
  public static boolean intersects(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice left,
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice right) {
    return deserialize(left).intersects(deserialize(right));
  }

  @Description("Whether they overlap")
  @ScalarFunction("ST_Overlaps")
  @SqlType(StandardTypes.BOOLEAN)
  public static boolean overlaps(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice left,
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice right) {
    return deserialize(left).overlaps(deserialize(right));
  }

  @Description("Whether they touch")
  @ScalarFunction("ST_Touches")
  @SqlType(StandardTypes.BOOLEAN)
  public static boolean touches(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice left,
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice right) {
    return deserialize(left).touches(deserialize(right));
  }

  @Description("Whether the first is within the second")
  @ScalarFunction("ST_Within")
  @SqlType(StandardTypes.BOOLEAN)
  public static boolean within(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice left,
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice right) {
    return deserialize(left).within(deserialize(right));
  }

  @Description("Whether two geometries relate by a DE-9IM pattern")
  @ScalarFunction("ST_Relate")
  @SqlType(StandardTypes.BOOLEAN)
  public static boolean relate(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice left,
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice right,
      @SqlType(StandardTypes.VARCHAR) Slice pattern) {
    try {
      return deserialize(left).relate(deserialize(right), pattern.toStringUtf8());
    } catch (IllegalArgumentException e) {
      throw Shapes.invalid("Invalid relation: " + pattern.toStringUtf8(), e);
    }
  }

  @Description("The distance of two geometries on the plane")
  @ScalarFunction("ST_Distance")
  @SqlType(StandardTypes.DOUBLE)
  @SqlNullable
  public static @Nullable Double distance(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice left,
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice right) {
    Geometry one = deserialize(left);
    Geometry other = deserialize(right);
    return one.isEmpty() || other.isEmpty() ? null : one.distance(other);
  }
}
