package dev.tarn.query.trino.geospatial;

import static io.trino.geospatial.serde.JtsGeometrySerde.deserialize;
import static io.trino.geospatial.serde.JtsGeometrySerde.serialize;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.geospatial.GeometryUtils;
import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.io.WKTWriter;

/** Makes geometries of texts, bytes and coordinates, and the other way round. */
public final class GeometryConstructors {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private GeometryConstructors() {}

  @Description("A point from its coordinates")
  @ScalarFunction("ST_Point")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice point(
      @SqlType(StandardTypes.DOUBLE) double x, @SqlType(StandardTypes.DOUBLE) double y) {
    return serialize(GeometryUtils.createPoint(x, y));
  }

  @Description("A geometry from its well-known text")
  @ScalarFunction("ST_GeometryFromText")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice fromText(@SqlType(StandardTypes.VARCHAR) Slice text) {
    return serialize(read(text));
  }

  @Description("A line from its well-known text")
  @ScalarFunction("ST_LineFromText")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice lineFromText(@SqlType(StandardTypes.VARCHAR) Slice text) {
    return serialize(Shapes.require("ST_LineFromText", read(text), LineString.class));
  }

  @Description("A polygon from its well-known text")
  @ScalarFunction("ST_Polygon")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice polygon(@SqlType(StandardTypes.VARCHAR) Slice text) {
    return serialize(Shapes.require("ST_Polygon", read(text), Polygon.class));
  }

  @Description("A geometry from its well-known binary")
  @ScalarFunction("ST_GeomFromBinary")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice fromBinary(@SqlType(StandardTypes.VARBINARY) Slice bytes) {
    try {
      return serialize(new WKBReader(FACTORY).read(bytes.getBytes()));
    } catch (ParseException | IllegalArgumentException e) {
      throw Shapes.invalid("Invalid WKB", e);
    }
  }

  @Description("A geometry from GeoJSON")
  @ScalarFunction("from_geojson_geometry")
  @SqlType(GeometryValue.GEOGRAPHY_NAME)
  public static Slice fromGeoJson(@SqlType(StandardTypes.VARCHAR) Slice json) {
    return SphericalFunctions.checked(GeometryUtils.jtsGeometryFromJson(json.toStringUtf8()));
  }

  @Description("GeoJSON of a geography")
  @ScalarFunction("to_geojson_geometry")
  @SqlType(StandardTypes.VARCHAR)
  public static Slice toGeoJson(@SqlType(GeometryValue.GEOGRAPHY_NAME) Slice geography) {
    return Slices.utf8Slice(GeometryUtils.jsonFromJtsGeometry(deserialize(geography)));
  }

  @Description("A line through points")
  @ScalarFunction("ST_LineString")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice line(@SqlType(GeometryValue.GEOMETRIES_NAME) Block points) {
    List<Coordinate> coordinates = new ArrayList<>();
    for (Coordinate next : coordinates("ST_LineString", points)) {
      if (!coordinates.isEmpty() && coordinates.getLast().equals2D(next)) {
        throw Shapes.invalid(
            "Invalid input to ST_LineString: consecutive duplicate points at index "
                + coordinates.size());
      }
      coordinates.add(next);
    }
    // Fewer than two points make an empty line.
    return serialize(
        coordinates.size() < 2
            ? FACTORY.createLineString()
            : FACTORY.createLineString(coordinates.toArray(Coordinate[]::new)));
  }

  @Description("Several points as one geometry")
  @ScalarFunction("ST_MultiPoint")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  @SqlNullable
  public static @Nullable Slice points(@SqlType(GeometryValue.GEOMETRIES_NAME) Block points) {
    List<Coordinate> coordinates = coordinates("ST_MultiPoint", points);
    return coordinates.isEmpty()
        ? null
        : serialize(FACTORY.createMultiPointFromCoords(coordinates.toArray(Coordinate[]::new)));
  }

  @Description("The well-known text of a geometry")
  @ScalarFunction("ST_AsText")
  @SqlType(StandardTypes.VARCHAR)
  public static Slice asText(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return Slices.utf8Slice(new WKTWriter().write(deserialize(geometry)));
  }

  @Description("The well-known binary of a geometry")
  @ScalarFunction("ST_AsBinary")
  @SqlType(StandardTypes.VARBINARY)
  public static Slice asBinary(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return Slices.wrappedBuffer(
        new WKBWriter(2, org.locationtech.jts.io.ByteOrderValues.LITTLE_ENDIAN)
            .write(deserialize(geometry)));
  }

  private static Geometry read(Slice text) {
    try {
      return new WKTReader(FACTORY).read(text.toStringUtf8());
    } catch (ParseException e) {
      throw Shapes.invalid("Invalid WKT: " + text.toStringUtf8(), e);
    } catch (IllegalArgumentException e) {
      return closed(text, e);
    }
  }

  /** Athena's library closes the rings of polygons; this one wants to be told so. */
  // https://github.com/Esri/geometry-api-java
  private static Geometry closed(Slice text, IllegalArgumentException unclosed) {
    String message = String.valueOf(unclosed.getMessage());
    if (message.contains("closed linestring")) {
      var reader = new WKTReader(FACTORY);
      reader.setFixStructure(true);
      try {
        return reader.read(text.toStringUtf8());
      } catch (ParseException | IllegalArgumentException e) {
        unclosed.addSuppressed(e);
      }
    }
    throw Shapes.invalid("Invalid WKT: " + text.toStringUtf8(), unclosed);
  }

  private static List<Coordinate> coordinates(String function, Block points) {
    List<Coordinate> coordinates = new ArrayList<>();
    for (int i = 0; i < points.getPositionCount(); i++) {
      if (points.isNull(i)) {
        throw Shapes.invalid("Invalid input to " + function + ": null at index " + (i + 1));
      }
      Geometry point = deserialize(GeometryValue.GEOMETRY.getSlice(points, i));
      if (!(point instanceof Point)) {
        throw Shapes.invalid(
            "Invalid input to " + function + ": geometry is not a point: " + Shapes.name(point));
      }
      if (point.isEmpty()) {
        throw Shapes.invalid("Invalid input to " + function + ": empty point at index " + (i + 1));
      }
      coordinates.add(point.getCoordinate());
    }
    return coordinates;
  }
}
