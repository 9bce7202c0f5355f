package dev.tarn.query.trino.geospatial;

import io.trino.spi.block.Block;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The tiles around a place, across the antimeridian too: of the rectangle around a circle, those of
 * the place's row and column, and in the four corners those from where the circle begins.
 */
final class TilesAround {
  private static final double MAX_RADIUS_KM = 1_000;
  private static final long MAX_TILES = 1_000_000;

  private final TileMap map;
  private final double latitude;
  private final double longitude;
  private final double radius;
  private final BingTile middle;
  private final LongStream.Builder tiles = LongStream.builder();

  private TilesAround(TileMap map, double latitude, double longitude, double radius) {
    this.map = map;
    this.latitude = latitude;
    this.longitude = longitude;
    this.radius = radius;
    this.middle = map.tileAt(latitude, longitude);
  }

  /** The tile of the place and its neighbours, of which there are fewer at an edge of the map. */
  static Block neighbours(TileMap map, double latitude, double longitude) {
    BingTile tile = map.tileAt(latitude, longitude);
    int last = map.size() - 1;
    var range =
        new TileRange(
            map.zoom(),
            Math.max(0, tile.x() - 1),
            Math.max(0, tile.y() - 1),
            Math.min(last, tile.x() + 1),
            Math.min(last, tile.y() + 1));
    return BingTileType.block(range.encoded());
  }

  static Block within(TileMap map, double latitude, double longitude, double kilometers) {
    if (!(kilometers >= 0)) {
      throw Shapes.invalid("Radius must be >= 0");
    }
    if (kilometers > MAX_RADIUS_KM) {
      throw Shapes.invalid("Radius must be <= 1,000 km");
    }
    return new TilesAround(map, latitude, longitude, kilometers).circle();
  }

  private Block circle() {
    double phi = Math.toRadians(latitude);
    double angle = radius / SphericalFunctions.EARTH_RADIUS_KM;
    // https://en.wikipedia.org/wiki/Great-circle_navigation: where a way of this length leads to
    double upwards = Math.sin(phi) * Math.cos(angle);
    double sideways = Math.cos(phi) * Math.sin(angle);
    int top = rowOfSine(upwards + sideways);
    int bottom = rowOfSine(upwards - sideways);
    double turn =
        Math.toDegrees(Math.atan2(sideways, Math.cos(angle) - Math.sin(phi) * Math.sin(phi)));
    int west = Math.floorMod(middle.x() - map.column(wrapped(longitude - turn)), map.size());
    int east = Math.floorMod(map.column(wrapped(longitude + turn)) - middle.x(), map.size());
    east = Math.min(east, map.size() - 1 - west); // a circle around a pole meets itself
    check((west + east + 1L) * (bottom - top + 1L));

    IntStream.rangeClosed(-west, east).forEach(step -> add(column(step), middle.y()));
    IntStream.rangeClosed(top, bottom)
        .filter(row -> row != middle.y())
        .forEach(row -> add(middle.x(), row));
    for (int step = east; step > 0; step--) {
      corners(column(step), map.longitude(column(step)), top, bottom);
    }
    for (int step = -west; step < 0; step++) {
      corners(column(step), map.longitude(column(step) + 1), top, bottom);
    }
    return BingTileType.block(tiles.build());
  }

  private void corners(int column, double edge, int top, int bottom) {
    int row = top;
    while (row < middle.y() && !inside(map.latitude(row + 1), edge)) {
      row++;
    }
    IntStream.range(row, middle.y()).forEach(y -> add(column, y));
    row = bottom;
    while (row > middle.y() && !inside(map.latitude(row), edge)) {
      row--;
    }
    for (; row > middle.y(); row--) {
      add(column, row);
    }
  }

  private boolean inside(double otherLatitude, double otherLongitude) {
    return SphericalFunctions.kilometers(latitude, longitude, otherLatitude, otherLongitude)
        <= radius;
  }

  private void add(int column, int row) {
    tiles.add(new BingTile(column, row, map.zoom()).encoded());
  }

  private int column(int step) {
    return Math.floorMod(middle.x() + step, map.size());
  }

  private int rowOfSine(double sine) {
    double degrees = Math.toDegrees(Math.asin(Math.clamp(sine, -1, 1)));
    return map.row(Math.clamp(degrees, -TileMap.MAX_LATITUDE, TileMap.MAX_LATITUDE));
  }

  private static double wrapped(double degrees) {
    if (degrees > TileMap.MAX_LONGITUDE) {
      return degrees - 2 * TileMap.MAX_LONGITUDE;
    }
    return degrees < -TileMap.MAX_LONGITUDE ? degrees + 2 * TileMap.MAX_LONGITUDE : degrees;
  }

  private void check(long count) {
    if (count > MAX_TILES) {
      throw Shapes.invalid(
          String.format(
              Locale.ROOT,
              "The number of tiles covering input rectangle exceeds the limit of 1M."
                  + " Number of tiles: %d. Radius: %.1f km. Zoom level: %d.",
              count,
              radius,
              map.zoom()));
    }
  }
}
