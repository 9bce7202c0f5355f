package dev.tarn.query.trino.geospatial;

import static io.trino.geospatial.serde.JtsGeometrySerde.deserialize;
import static io.trino.geospatial.serde.JtsGeometrySerde.serialize;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.spi.block.Block;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.SqlRow;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;
import java.util.Optional;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Bing tiles by coordinates, quadkey or place, and what they are made of.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/athena/latest/ug/geospatial-functions-list-v2-bing-tile-functions.html">Athena</a>
 */
public final class BingTileFunctions {
  private static final GeometryFactory SHAPES = new GeometryFactory();

  private BingTileFunctions() {}

  @Description("A Bing tile by its column and row")
  @ScalarFunction("bing_tile")
  @SqlType(StandardTypes.BING_TILE)
  public static long tile(
      @SqlType(StandardTypes.INTEGER) long x,
      @SqlType(StandardTypes.INTEGER) long y,
      @SqlType(StandardTypes.INTEGER) long zoom) {
    int size = map(zoom).size();
    if (x < 0 || x >= size || y < 0 || y >= size) {
      throw Shapes.invalid(
          "XY coordinates for a Bing tile at zoom level %d must be within [0, %d) range"
              .formatted(zoom, size));
    }
    return new BingTile(Math.toIntExact(x), Math.toIntExact(y), Math.toIntExact(zoom)).encoded();
  }

  @Description("A Bing tile by its quadkey")
  @ScalarFunction("bing_tile")
  @SqlType(StandardTypes.BING_TILE)
  public static long tile(@SqlType(StandardTypes.VARCHAR) Slice quadkey) {
    if (quadkey.length() == 0) {
      throw Shapes.invalid("QuadKey must not be empty string");
    }
    if (quadkey.length() > BingTile.MAX_ZOOM) {
      throw Shapes.invalid("QuadKey must be " + BingTile.MAX_ZOOM + " characters or less");
    }
    return BingTile.ofQuadkey(quadkey.toStringUtf8()).encoded();
  }

  @Description("The Bing tile that a place is in")
  @ScalarFunction("bing_tile_at")
  @SqlType(StandardTypes.BING_TILE)
  public static long tileAt(
      @SqlType(StandardTypes.DOUBLE) double latitude,
      @SqlType(StandardTypes.DOUBLE) double longitude,
      @SqlType(StandardTypes.INTEGER) long zoom) {
    check(latitude, longitude);
    return map(zoom).tileAt(latitude, longitude).encoded();
  }

  @Description("The Bing tile that a place is in and its neighbours")
  @ScalarFunction("bing_tiles_around")
  @SqlType(BingTileType.TILES_NAME)
  public static Block around(
      @SqlType(StandardTypes.DOUBLE) double latitude,
      @SqlType(StandardTypes.DOUBLE) double longitude,
      @SqlType(StandardTypes.INTEGER) long zoom) {
    check(latitude, longitude);
    return TilesAround.neighbours(map(zoom), latitude, longitude);
  }

  @Description("The Bing tiles that cover a circle around a place")
  @ScalarFunction("bing_tiles_around")
  @SqlType(BingTileType.TILES_NAME)
  public static Block around(
      @SqlType(StandardTypes.DOUBLE) double latitude,
      @SqlType(StandardTypes.DOUBLE) double longitude,
      @SqlType(StandardTypes.INTEGER) long zoom,
      @SqlType(StandardTypes.DOUBLE) double kilometers) {
    check(latitude, longitude);
    return TilesAround.within(map(zoom), latitude, longitude, kilometers);
  }

  @Description("The column and the row of a Bing tile")
  @ScalarFunction("bing_tile_coordinates")
  @SqlType("row(x integer,y integer)")
  public static SqlRow coordinates(@SqlType(StandardTypes.BING_TILE) long encoded) {
    BingTile tile = BingTile.of(encoded);
    return new SqlRow(0, new Block[] {integer(tile.x()), integer(tile.y())});
  }

  private static Block integer(int value) {
    return new IntArrayBlock(1, Optional.empty(), new int[] {value});
  }

  @Description("The rectangle of a Bing tile")
  @ScalarFunction("bing_tile_polygon")
  @SqlType(GeometryValue.GEOMETRY_NAME)
  public static Slice polygon(@SqlType(StandardTypes.BING_TILE) long tile) {
    return serialize(SHAPES.toGeometry(TileMap.envelope(BingTile.of(tile))));
  }

  @Description("The quadkey of a Bing tile")
  @ScalarFunction("bing_tile_quadkey")
  @SqlType(StandardTypes.VARCHAR)
  public static Slice quadkey(@SqlType(StandardTypes.BING_TILE) long tile) {
    return Slices.utf8Slice(BingTile.of(tile).quadkey());
  }

  @Description("The zoom level of a Bing tile")
  @ScalarFunction("bing_tile_zoom_level")
  @SqlType(StandardTypes.TINYINT)
  public static long zoom(@SqlType(StandardTypes.BING_TILE) long tile) {
    return BingTile.of(tile).zoom();
  }

  @Description("The Bing tiles that cover a geometry")
  @ScalarFunction("geometry_to_bing_tiles")
  @SqlType(BingTileType.TILES_NAME)
  public static Block covering(
      @SqlType(GeometryValue.GEOMETRY_NAME) Slice geometry,
      @SqlType(StandardTypes.INTEGER) long zoom) {
    TileMap map = map(zoom);
    return CoveringTiles.of(deserialize(geometry), map.zoom());
  }

  private static TileMap map(long zoom) {
    if (zoom <= 0) {
      throw Shapes.invalid("Zoom level must be > 0");
    }
    if (zoom > BingTile.MAX_ZOOM) {
      throw Shapes.invalid("Zoom level must be <= " + BingTile.MAX_ZOOM);
    }
    return new TileMap((int) zoom);
  }

  private static void check(double latitude, double longitude) {
    if (!TileMap.hasLatitude(latitude)) {
      throw Shapes.invalid("Latitude must be between -85.05112878 and 85.05112878");
    }
    if (!TileMap.hasLongitude(longitude)) {
      throw Shapes.invalid("Longitude must be between -180.0 and 180.0");
    }
  }
}
