package dev.tarn.query.trino.geospatial;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.locationtech.jts.geom.Envelope;

/** The tiles of a rectangle of the map; its last column and row are in it. */
record TileRange(int zoom, int left, int top, int right, int bottom) {

  /**
   * The tiles that cover an envelope. One that begins where the envelope ends is not needed, unless
   * the envelope has no width or height there.
   */
  static TileRange covering(Envelope envelope, int zoom) {
    var map = new TileMap(zoom);
    BingTile first = map.tileAt(envelope.getMaxY(), envelope.getMinX());
    BingTile last = map.tileAt(envelope.getMinY(), envelope.getMaxX());
    int right = map.longitude(last.x()) == envelope.getMaxX() ? last.x() - 1 : last.x();
    int bottom = map.latitude(last.y()) == envelope.getMinY() ? last.y() - 1 : last.y();
    return new TileRange(
        zoom, first.x(), first.y(), Math.max(first.x(), right), Math.max(first.y(), bottom));
  }

  long count() {
    return (right - left + 1L) * (bottom - top + 1L);
  }

  boolean has(BingTile tile) {
    return tile.x() >= left && tile.x() <= right && tile.y() >= top && tile.y() <= bottom;
  }

  /** The larger tiles that these are in. */
  TileRange at(int lowerZoom) {
    int levels = zoom - lowerZoom;
    return new TileRange(
        lowerZoom, left >> levels, top >> levels, right >> levels, bottom >> levels);
  }

  /** All encoded tiles, column by column. */
  LongStream encoded() {
    return IntStream.rangeClosed(left, right)
        .boxed()
        .flatMapToLong(x ->
            IntStream.rangeClosed(top, bottom).mapToLong(y -> new BingTile(x, y, zoom).encoded()));
  }
}
