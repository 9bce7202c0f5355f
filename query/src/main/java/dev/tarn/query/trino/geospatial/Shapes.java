package dev.tarn.query.trino.geospatial;

import io.trino.geospatial.GeometryType;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import org.locationtech.jts.geom.Geometry;

/** Arguments that are the right kind of shape, and refusals of the others. */
final class Shapes {
  private Shapes() {}

  static <T extends Geometry> T require(String function, Geometry geometry, Class<T> kind) {
    if (!kind.isInstance(geometry)) {
      throw only(function, type(kind.getSimpleName()).toString(), geometry);
    }
    return kind.cast(geometry);
  }

  static TrinoException only(String function, String kinds, Geometry geometry) {
    return invalid(function + " only applies to " + kinds + ". Input type is: " + name(geometry));
  }

  static String name(Geometry geometry) {
    return type(geometry.getGeometryType()).toString();
  }

  private static GeometryType type(String jtsName) {
    return GeometryType.getForJtsGeometryType(jtsName);
  }

  static TrinoException invalid(String message) {
    return new TrinoException(StandardErrorCode.INVALID_FUNCTION_ARGUMENT, message);
  }

  static TrinoException invalid(String message, Throwable cause) {
    return new TrinoException(StandardErrorCode.INVALID_FUNCTION_ARGUMENT, message, cause);
  }
}
