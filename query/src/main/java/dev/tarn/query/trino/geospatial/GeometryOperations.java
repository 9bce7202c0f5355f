package dev.tarn.query.trino.geospatial;

import static io.trino.geospatial.serde.JtsGeometrySerde.deserialize;
import static io.trino.geospatial.serde.JtsGeometrySerde.serialize;

import io.airlift.slice.Slice;
import io.trino.geospatial.GeometryUtils;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.linearref.LengthIndexedLine;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/** Makes geometries of geometries. */
public final class GeometryOperations {
  private GeometryOperations() {}

  @Description("The boundary of a geometry")
  @ScalarFunction("ST_Boundary")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice boundary(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return serialize(deserialize(geometry).getBoundary());
  }

  @Description("All points within a distance of a geometry")
  @ScalarFunction("ST_Buffer")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  @SqlNullable
  public static @Nullable Slice buffer(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry,
      @SqlType(StandardTypes.DOUBLE) double distance) {
    if (Double.isNaN(distance) || distance < 0) {
      throw Shapes.invalid("distance is negative or not a number: " + distance);
    }
    Geometry shape = deserialize(geometry);
    if (distance == 0) {
      return geometry;
    }
    return shape.isEmpty() ? null : serialize(shape.buffer(distance));
  }

  @Description("The points of the first geometry that are not in the second")
  @ScalarFunction("ST_Difference")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice difference(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice left,
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice right) {
    return serialize(deserialize(left).difference(deserialize(right)));
  }

  @Description("The points that both geometries have")
  @ScalarFunction("ST_Intersection")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice intersection(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice left,
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice right) {
    return serialize(deserialize(left).intersection(deserialize(right)));
  }

  @Description("The points that one of the geometries has")
  @ScalarFunction("ST_SymDifference")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice symmetricDifference(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice left,
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice right) {
    return serialize(deserialize(left).symDifference(deserialize(right)));
  }

  @Description("The points of both geometries")
  @ScalarFunction("ST_Union")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice union(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice left,
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice right) {
    return serialize(GeometryUtils.safeUnion(deserialize(left), deserialize(right)));
  }

  @Description("The points of all geometries")
  @ScalarFunction("geometry_union")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  @SqlNullable
  public static @Nullable Slice unionOfAll(
      @SqlType(GeometryValue.GEOMETRIES_NAME) Block geometries) {
    List<Geometry> shapes =
        java.util.stream.IntStream.range(0, geometries.getPositionCount())
            .filter(i -> !geometries.isNull(i))
            .mapToObj(i -> deserialize(GeometryValue.GEOMETRY.getSlice(geometries, i)))
            .toList();
    return shapes.isEmpty() ? null : serialize(UnaryUnionOp.union(shapes));
  }

  @Description("The smallest rectangle around a geometry")
  @ScalarFunction("ST_Envelope")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice envelope(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return serialize(deserialize(geometry).getEnvelope());
  }

  @Description("The lower left and the upper right corner of a geometry's envelope")
  @ScalarFunction("ST_EnvelopeAsPts")
  @SqlType(GeometryValue.GEOMETRIES_NAME)
  @SqlNullable
  public static @Nullable Block corners(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    Envelope envelope = deserialize(geometry).getEnvelopeInternal();
    return envelope.isNull()
        ? null
        : block(
            List.of(
                GeometryUtils.createPoint(envelope.getMinX(), envelope.getMinY()),
                GeometryUtils.createPoint(envelope.getMaxX(), envelope.getMaxY())));
  }

  @Description("The smallest convex geometry around a geometry")
  @ScalarFunction("ST_ConvexHull")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice convexHull(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return serialize(deserialize(geometry).convexHull());
  }

  @Description("The center of mass of a geometry")
  @ScalarFunction("ST_Centroid")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice centroid(@SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry) {
    return serialize(deserialize(geometry).getCentroid());
  }

  @Description("A geometry with fewer points that keeps its topology")
  @ScalarFunction("simplify_geometry")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice simplify(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry,
      @SqlType(StandardTypes.DOUBLE) double tolerance) {
    if (Double.isNaN(tolerance) || tolerance < 0) {
      throw Shapes.invalid("tolerance is negative or not a number: " + tolerance);
    }
    return tolerance == 0
        ? geometry
        : serialize(TopologyPreservingSimplifier.simplify(deserialize(geometry), tolerance));
  }

  @Description("Where on a line, as a fraction of its length, it is closest to a point")
  @ScalarFunction("line_locate_point")
  @SqlType(StandardTypes.DOUBLE)
  @SqlNullable
  public static @Nullable Double locate(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice line,
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice point) {
    Geometry path = deserialize(line);
    Geometry place = deserialize(point);
    if (!(path instanceof LineString) && !(path instanceof MultiLineString)) {
      throw Shapes.only("line_locate_point", "LINE_STRING or MULTI_LINE_STRING", path);
    }
    Shapes.require("line_locate_point", place, org.locationtech.jts.geom.Point.class);
    return path.isEmpty() || place.isEmpty()
        ? null
        : new LengthIndexedLine(path).indexOf(place.getCoordinate()) / path.getLength();
  }

  @Description("The point at a fraction of a line's length")
  @ScalarFunction("line_interpolate_point")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice interpolate(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice line,
      @SqlType(StandardTypes.DOUBLE) double fraction) {
    LineString path = Shapes.require("line_interpolate_point", deserialize(line), LineString.class);
    if (!(fraction >= 0 && fraction <= 1)) {
      throw Shapes.invalid("fraction must be between 0 and 1");
    }
    if (path.isEmpty()) {
      return serialize(path.getFactory().createPoint());
    }
    Coordinate place = new LengthIndexedLine(path).extractPoint(fraction * path.getLength());
    return serialize(GeometryUtils.createPoint(place.getX(), place.getY()));
  }

  static Block block(List<? extends Geometry> geometries) {
    BlockBuilder out = GeometryValue.GEOMETRY.createBlockBuilder(null, geometries.size());
    geometries.forEach(geometry -> GeometryValue.GEOMETRY.writeSlice(out, serialize(geometry)));
    return out.build();
  }
}
