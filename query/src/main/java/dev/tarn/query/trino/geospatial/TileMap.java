package dev.tarn.query.trino.geospatial;

import org.locationtech.jts.geom.Envelope;

/**
 * Where the tiles of a zoom are on the globe, by the formulas of Microsoft's Bing Maps Tile System:
 * the Mercator projection of a sphere, cut off where the map is a square.
 */
record TileMap(int zoom) {
  static final double MAX_LATITUDE = 85.05112878;
  static final double MAX_LONGITUDE = 180;

  /** Tiles in each direction. */
  int size() {
    return 1 << zoom;
  }

  BingTile tileAt(double latitude, double longitude) {
    return new BingTile(column(longitude), row(latitude), zoom);
  }

  int column(double longitude) {
    return index((longitude + MAX_LONGITUDE) / (2 * MAX_LONGITUDE));
  }

  int row(double latitude) {
    double sine = Math.sin(latitude * Math.PI / 180);
    return index(0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI));
  }

  // The last tile has the edge of the world as well.
  private int index(double fraction) {
    return (int) Math.clamp(fraction * size(), 0, size() - 1);
  }

  /** The western edge of a column; the number of columns is the eastern edge of the last. */
  double longitude(int column) {
    return 2 * MAX_LONGITUDE * ((double) column / size() - 0.5);
  }

  /** The northern edge of a row; the number of rows is the southern edge of the last. */
  double latitude(int row) {
    double y = 0.5 - (double) row / size();
    return 90 - 360 * Math.atan(Math.exp(-2 * Math.PI * y)) / Math.PI;
  }

  static Envelope envelope(BingTile tile) {
    var map = new TileMap(tile.zoom());
    return new Envelope(
        map.longitude(tile.x()),
        map.longitude(tile.x() + 1),
        map.latitude(tile.y() + 1),
        map.latitude(tile.y()));
  }

  static boolean hasLatitude(double latitude) {
    return Math.abs(latitude) <= MAX_LATITUDE;
  }

  static boolean hasLongitude(double longitude) {
    return Math.abs(longitude) <= MAX_LONGITUDE;
  }
}
