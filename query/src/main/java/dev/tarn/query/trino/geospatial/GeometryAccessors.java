package dev.tarn.query.trino.geospatial;

import static io.trino.geospatial.serde.JtsGeometrySerde.deserialize;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.geospatial.GeometryType;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.operation.valid.IsSimpleOp;
import org.locationtech.jts.operation.valid.IsValidOp;

/** Measures of a geometry, and what kind it is. */
public final class GeometryAccessors {
  private static final int PLANE = 2;

  private GeometryAccessors() {}

  @Description("The kind of a geometry")
  @ScalarFunction("ST_GeometryType")
  @SqlType(StandardTypes.VARCHAR)
  public static Slice type(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return GeometryType.getForJtsGeometryType(deserialize(geometry).getGeometryType())
        .standardName();
  }

  @Description("The area of a geometry")
  @ScalarFunction("ST_Area")
  @SqlType(StandardTypes.DOUBLE)
  public static double area(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return deserialize(geometry).getArea();
  }

  @Description("The length of a line")
  @ScalarFunction("ST_Length")
  @SqlType(StandardTypes.DOUBLE)
  public static double length(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    Geometry shape = deserialize(geometry);
    if (!(shape instanceof LineString) && !(shape instanceof MultiLineString)) {
      throw Shapes.only("ST_Length", "LINE_STRING or MULTI_LINE_STRING", shape);
    }
    return shape.getLength();
  }

  @Description("The number of coordinates of a point")
  @ScalarFunction("ST_CoordDim")
  @SqlType(StandardTypes.TINYINT)
  public static long coordinates(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return PLANE;
  }

  @Description("The dimension of a geometry")
  @ScalarFunction("ST_Dimension")
  @SqlType(StandardTypes.TINYINT)
  public static long dimension(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return deserialize(geometry).getDimension();
  }

  @Description("Whether a geometry has no points")
  @ScalarFunction("ST_IsEmpty")
  @SqlType(StandardTypes.BOOLEAN)
  public static boolean isEmpty(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return deserialize(geometry).isEmpty();
  }

  @Description("Whether a geometry does not meet itself")
  @ScalarFunction("ST_IsSimple")
  @SqlType(StandardTypes.BOOLEAN)
  public static boolean isSimple(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return new IsSimpleOp(deserialize(geometry)).isSimple();
  }

  @Description("Whether a geometry is well formed")
  @ScalarFunction("ST_IsValid")
  @SqlType(StandardTypes.BOOLEAN)
  public static boolean isValid(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return deserialize(geometry).isValid();
  }

  @Description("Why a geometry is not well formed")
  @ScalarFunction("geometry_invalid_reason")
  @SqlType(StandardTypes.VARCHAR)
  @SqlNullable
  public static @Nullable Slice invalidReason(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    var error = new IsValidOp(deserialize(geometry)).getValidationError();
    return error == null ? null : Slices.utf8Slice(error.toString());
  }

  @Description("Whether a line ends where it starts")
  @ScalarFunction("ST_IsClosed")
  @SqlType(StandardTypes.BOOLEAN)
  public static boolean isClosed(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return switch (deserialize(geometry)) {
      case LineString line -> line.isClosed();
      case MultiLineString lines -> lines.isClosed();
      case Geometry other ->
          throw Shapes.only("ST_IsClosed", "LINE_STRING or MULTI_LINE_STRING", other);
    };
  }

  @Description("Whether a line is closed and simple")
  @ScalarFunction("ST_IsRing")
  @SqlType(StandardTypes.BOOLEAN)
  public static boolean isRing(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return Shapes.require("ST_IsRing", deserialize(geometry), LineString.class).isRing();
  }

  @Description("The x coordinate of a point")
  @ScalarFunction("ST_X")
  @SqlType(StandardTypes.DOUBLE)
  @SqlNullable
  public static @Nullable Double x(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    Point point = Shapes.require("ST_X", deserialize(geometry), Point.class);
    return point.isEmpty() ? null : point.getX();
  }

  @Description("The y coordinate of a point")
  @ScalarFunction("ST_Y")
  @SqlType(StandardTypes.DOUBLE)
  @SqlNullable
  public static @Nullable Double y(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    Point point = Shapes.require("ST_Y", deserialize(geometry), Point.class);
    return point.isEmpty() ? null : point.getY();
  }

  @Description("The smallest x coordinate of a geometry")
  @ScalarFunction("ST_XMin")
  @SqlType(StandardTypes.DOUBLE)
  @SqlNullable
  public static @Nullable Double xMin(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    Geometry shape = deserialize(geometry);
    return shape.isEmpty() ? null : shape.getEnvelopeInternal().getMinX();
  }

  @Description("The largest x coordinate of a geometry")
  @ScalarFunction("ST_XMax")
  @SqlType(StandardTypes.DOUBLE)
  @SqlNullable
  public static @Nullable Double xMax(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    Geometry shape = deserialize(geometry);
    return shape.isEmpty() ? null : shape.getEnvelopeInternal().getMaxX();
  }

  @Description("The smallest y coordinate of a geometry")
  @ScalarFunction("ST_YMin")
  @SqlType(StandardTypes.DOUBLE)
  @SqlNullable
  public static @Nullable Double yMin(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    Geometry shape = deserialize(geometry);
    return shape.isEmpty() ? null : shape.getEnvelopeInternal().getMinY();
  }

  @Description("The largest y coordinate of a geometry")
  @ScalarFunction("ST_YMax")
  @SqlType(StandardTypes.DOUBLE)
  @SqlNullable
  public static @Nullable Double yMax(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    Geometry shape = deserialize(geometry);
    return shape.isEmpty() ? null : shape.getEnvelopeInternal().getMaxY();
  }
}
