package dev.tarn.query.trino.geospatial;

import static io.trino.geospatial.serde.JtsGeometrySerde.deserialize;
import static io.trino.geospatial.serde.JtsGeometrySerde.serialize;

import io.airlift.slice.Slice;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.Point;

/** Shapes on the globe, in degrees of longitude and latitude. */
public final class SphericalFunctions {
  static final double EARTH_RADIUS_KM = 6371.01;
  private static final double METERS = 1000;
  private static final double MAX_LATITUDE = 90;
  private static final double MAX_LONGITUDE = 180;

  private SphericalFunctions() {}

  @Description("A geometry as one on the globe")
  @ScalarFunction("to_spherical_geography")
  @SqlType(GeometryValue.GEOGRAPHY_NAME)
  public static Slice toGeography(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return checked(deserialize(geometry));
  }

  /** Stores a geography after a look at every coordinate. */
  static Slice checked(Geometry geometry) {
    for (Coordinate place : geometry.getCoordinates()) {
      if (!Double.isNaN(place.getZ())) {
        throw Shapes.invalid("Cannot convert 3D geometry to a spherical geography");
      }
      check(place.getY(), place.getX());
    }
    return serialize(geometry);
  }

  @Description("A geography as a geometry on the plane")
  @ScalarFunction("to_geometry")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice toGeometry(@SqlType(GeometryValue.GEOGRAPHY_NAME) Slice geography) {
    return geography;
  }

  @Description("The distance of two points on the globe in meters")
  @ScalarFunction("ST_Distance")
  @SqlType(StandardTypes.DOUBLE)
  @SqlNullable
  public static @Nullable Double distance(
      @SqlType(GeometryValue.GEOGRAPHY_NAME) Slice left,
      @SqlType(GeometryValue.GEOGRAPHY_NAME) Slice right) {
    Point one = Shapes.require("ST_Distance", deserialize(left), Point.class);
    Point other = Shapes.require("ST_Distance", deserialize(right), Point.class);
    return one.isEmpty() || other.isEmpty()
        ? null
        : meters(one.getCoordinate(), other.getCoordinate());
  }

  @Description("The length of a line on the globe in meters")
  @ScalarFunction("ST_Length")
  @SqlType(StandardTypes.DOUBLE)
  @SqlNullable
  public static @Nullable Double length(@SqlType(GeometryValue.GEOGRAPHY_NAME) Slice geography) {
    Geometry shape = deserialize(geography);
    if (!(shape instanceof LineString) && !(shape instanceof MultiLineString)) {
      throw Shapes.only("ST_Length", "LINE_STRING or MULTI_LINE_STRING", shape);
    }
    if (shape.isEmpty()) {
      return null;
    }
    double sum = 0;
    for (int line = 0; line < shape.getNumGeometries(); line++) {
      Coordinate[] places = shape.getGeometryN(line).getCoordinates();
      for (int i = 1; i < places.length; i++) {
        sum += meters(places[i - 1], places[i]);
      }
    }
    return sum;
  }

  @Description("The distance of two points on the globe in kilometers")
  @ScalarFunction("great_circle_distance")
  @SqlType(StandardTypes.DOUBLE)
  public static double kilometers(
      @SqlType(StandardTypes.DOUBLE) double latitude1,
      @SqlType(StandardTypes.DOUBLE) double longitude1,
      @SqlType(StandardTypes.DOUBLE) double latitude2,
      @SqlType(StandardTypes.DOUBLE) double longitude2) {
    check(latitude1, longitude1);
    check(latitude2, longitude2);
    double phi1 = Math.toRadians(latitude1);
    double phi2 = Math.toRadians(latitude2);
    double turn = Math.toRadians(longitude1 - longitude2);
    // https://en.wikipedia.org/wiki/Great-circle_distance, the form that is exact everywhere
    double across = Math.cos(phi2) * Math.sin(turn);
    double along =
        Math.cos(phi1) * Math.sin(phi2) - Math.sin(phi1) * Math.cos(phi2) * Math.cos(turn);
    double inward =
        Math.sin(phi1) * Math.sin(phi2) + Math.cos(phi1) * Math.cos(phi2) * Math.cos(turn);
    return Math.atan2(Math.sqrt(across * across + along * along), inward) * EARTH_RADIUS_KM;
  }

  private static double meters(Coordinate one, Coordinate other) {
    return kilometers(one.getY(), one.getX(), other.getY(), other.getX()) * METERS;
  }

  private static void check(double latitude, double longitude) {
    if (!(Math.abs(latitude) <= MAX_LATITUDE)) {
      throw Shapes.invalid("Latitude must be between -90 and 90");
    }
    if (!(Math.abs(longitude) <= MAX_LONGITUDE)) {
      throw Shapes.invalid("Longitude must be between -180 and 180");
    }
  }
}
