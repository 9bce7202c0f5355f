package dev.tarn.query.trino.geospatial;

import static io.trino.geospatial.serde.JtsGeometrySerde.deserialize;
import static io.trino.geospatial.serde.JtsGeometrySerde.serialize;

import io.airlift.slice.Slice;
import io.trino.geospatial.GeometryUtils;
import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/** The parts of a geometry; their numbers begin at 1. */
public final class GeometryParts {
  private GeometryParts() {}

  @Description("The number of points of a geometry")
  @ScalarFunction("ST_NumPoints")
  @SqlType(StandardTypes.BIGINT)
  public static long points(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return points(deserialize(geometry));
  }

  // A ring's last point, which repeats its first, is not counted.
  private static long points(Geometry shape) {
    if (shape.isEmpty()) {
      return 0;
    }
    if (shape instanceof Polygon polygon) {
      long rings = 1L + polygon.getNumInteriorRing();
      return polygon.getNumPoints() - rings;
    }
    return shape.getNumGeometries() == 1
        ? shape.getNumPoints()
        : IntStream.range(0, shape.getNumGeometries())
            .mapToLong(i -> points(shape.getGeometryN(i)))
            .sum();
  }

  @Description("The points of a geometry")
  @ScalarFunction("ST_Points")
  @SqlType(GeometryValue.GEOMETRIES_NAME)
  @SqlNullable
  public static @Nullable Block pointsOf(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    Geometry shape = deserialize(geometry);
    return shape.isEmpty()
        ? null
        : GeometryOperations.block(
            Arrays.stream(shape.getCoordinates())
                .map(c -> GeometryUtils.createPoint(c.getX(), c.getY()))
                .toList());
  }

  @Description("A point of a line by its number")
  @ScalarFunction("ST_PointN")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  @SqlNullable
  public static @Nullable Slice point(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry,
      @SqlType(StandardTypes.INTEGER) long number) {
    LineString line = Shapes.require("ST_PointN", deserialize(geometry), LineString.class);
    return number < 1 || number > line.getNumPoints()
        ? null
        : serialize(line.getPointN(Math.toIntExact(number) - 1));
  }

  @Description("The first point of a line")
  @ScalarFunction("ST_StartPoint")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  @SqlNullable
  public static @Nullable Slice start(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    LineString line = Shapes.require("ST_StartPoint", deserialize(geometry), LineString.class);
    return line.isEmpty() ? null : serialize(line.getStartPoint());
  }

  @Description("The last point of a line")
  @ScalarFunction("ST_EndPoint")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  @SqlNullable
  public static @Nullable Slice end(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    LineString line = Shapes.require("ST_EndPoint", deserialize(geometry), LineString.class);
    return line.isEmpty() ? null : serialize(line.getEndPoint());
  }

  @Description("The outer ring of a polygon")
  @ScalarFunction("ST_ExteriorRing")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  @SqlNullable
  public static @Nullable Slice outerRing(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    Polygon polygon = Shapes.require("ST_ExteriorRing", deserialize(geometry), Polygon.class);
    return polygon.isEmpty() ? null : serialize(line(polygon.getExteriorRing()));
  }

  @Description("The number of a polygon's inner rings")
  @ScalarFunction("ST_NumInteriorRing")
  @SqlType(StandardTypes.BIGINT)
  @SqlNullable
  public static @Nullable Long innerRings(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    Polygon polygon = Shapes.require("ST_NumInteriorRing", deserialize(geometry), Polygon.class);
    return polygon.isEmpty() ? null : (long) polygon.getNumInteriorRing();
  }

  @Description("An inner ring of a polygon by its number")
  @ScalarFunction("ST_InteriorRingN")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  @SqlNullable
  public static @Nullable Slice innerRing(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry,
      @SqlType(StandardTypes.INTEGER) long number) {
    Polygon polygon = Shapes.require("ST_InteriorRingN", deserialize(geometry), Polygon.class);
    return number < 1 || number > polygon.getNumInteriorRing()
        ? null
        : serialize(line(polygon.getInteriorRingN(Math.toIntExact(number) - 1)));
  }

  @Description("The inner rings of a polygon")
  @ScalarFunction("ST_InteriorRings")
  @SqlType(GeometryValue.GEOMETRIES_NAME)
  @SqlNullable
  public static @Nullable Block innerRingsOf(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    Polygon polygon = Shapes.require("ST_InteriorRings", deserialize(geometry), Polygon.class);
    return polygon.isEmpty()
        ? null
        : GeometryOperations.block(
            IntStream.range(0, polygon.getNumInteriorRing())
                .mapToObj(i -> line(polygon.getInteriorRingN(i)))
                .toList());
  }

  @Description("The number of geometries of a collection")
  @ScalarFunction("ST_NumGeometries")
  @SqlType(StandardTypes.INTEGER)
  public static long geometries(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    Geometry shape = deserialize(geometry);
    return shape.isEmpty() ? 0 : shape.getNumGeometries();
  }

  @Description("A geometry of a collection by its number")
  @ScalarFunction("ST_GeometryN")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  @SqlNullable
  public static @Nullable Slice geometry(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry,
      @SqlType(StandardTypes.INTEGER) long number) {
    Geometry shape = deserialize(geometry);
    return shape.isEmpty() || number < 1 || number > shape.getNumGeometries()
        ? null
        : serialize(shape.getGeometryN(Math.toIntExact(number) - 1));
  }

  @Description("The geometries of a collection")
  @ScalarFunction("ST_Geometries")
  @SqlType(GeometryValue.GEOMETRIES_NAME)
  @SqlNullable
  public static @Nullable Block geometriesOf(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    Geometry shape = deserialize(geometry);
    return shape.isEmpty()
        ? null
        : GeometryOperations.block(
            IntStream.range(0, shape.getNumGeometries()).mapToObj(shape::getGeometryN).toList());
  }

  private static LineString line(LineString ring) {
    return ring.getFactory().createLineString(ring.getCoordinateSequence());
  }
}
