package dev.tarn.query.trino.geospatial;

import io.trino.geospatial.GeometryUtils;
import io.trino.spi.block.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * The tiles of a zoom that a geometry has a point in. Descends the tree of tiles: those under a
 * tile that is all inside, or all outside, are not looked at.
 */
final class CoveringTiles {
  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final BingTile WORLD = new BingTile(0, 0, 0);

  /** Up to here the answer is in order; further down it is in the order of the tree, as Trino's. */
  private static final int MAX_ORDERED_ZOOM = 10;

  private static final long MAX_RECTANGLE_TILES = 1_000_000;
  private static final long MAX_COMPLEXITY = 25_000_000;

  private final List<PreparedGeometry> parts;

  private CoveringTiles(List<PreparedGeometry> parts) {
    this.parts = parts;
  }

  /** Refuses, as Trino does, what would be too many tiles or comparisons. */
  static Block of(Geometry geometry, int zoom) {
    if (geometry.isEmpty()) {
      return BingTileType.block(LongStream.empty());
    }
    Envelope envelope = geometry.getEnvelopeInternal();
    checkSpan(envelope);
    TileRange range = TileRange.covering(envelope, zoom);
    if (GeometryUtils.isPointOrRectangle(geometry, envelope)) {
      checkRectangle(envelope, range);
      return BingTileType.block(range.encoded());
    }
    checkComplexity(geometry, range);
    var parts = new ArrayList<PreparedGeometry>();
    prepare(geometry, parts);
    return BingTileType.block(new CoveringTiles(parts).within(range));
  }

  private static void prepare(Geometry geometry, List<PreparedGeometry> parts) {
    if (geometry.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION)) {
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        prepare(geometry.getGeometryN(i), parts);
      }
    } else if (!geometry.isEmpty()) {
      parts.add(PreparedGeometryFactory.prepare(geometry));
    }
  }

  private LongStream within(TileRange range) {
    int ordered = Math.min(range.zoom(), MAX_ORDERED_ZOOM);
    TileRange larger = range.at(ordered);
    var found = LongStream.builder();
    descend(WORLD, ordered, found);
    LongStream tiles = found.build().filter(tile -> larger.has(BingTile.of(tile))).sorted();
    if (ordered == range.zoom()) {
      return tiles;
    }
    var smaller = LongStream.builder();
    tiles.forEach(tile -> descend(BingTile.of(tile), range.zoom(), smaller));
    return smaller.build();
  }

  private void descend(BingTile tile, int zoom, LongStream.Builder out) {
    Geometry square = SHAPES.toGeometry(TileMap.envelope(tile));
    if (parts.stream().noneMatch(part -> part.intersects(square))) {
      return;
    }
    if (tile.zoom() == zoom) {
      out.add(tile.encoded());
    } else if (parts.stream().anyMatch(part -> part.contains(square))) {
      everything(tile, zoom).encoded().forEach(out);
    } else {
      everything(tile, tile.zoom() + 1)
          .encoded()
          .forEach(quarter -> descend(BingTile.of(quarter), zoom, out));
    }
  }

  private static TileRange everything(BingTile tile, int zoom) {
    int levels = zoom - tile.zoom();
    int left = tile.x() << levels;
    int top = tile.y() << levels;
    int more = (1 << levels) - 1;
    return new TileRange(zoom, left, top, left + more, top + more);
  }

  private static void checkSpan(Envelope envelope) {
    if (!TileMap.hasLatitude(envelope.getMinY()) || !TileMap.hasLatitude(envelope.getMaxY())) {
      throw Shapes.invalid("Latitude span for the geometry must be in [-85.05, 85.05] range");
    }
    if (!TileMap.hasLongitude(envelope.getMinX()) || !TileMap.hasLongitude(envelope.getMaxX())) {
      throw Shapes.invalid("Longitude span for the geometry must be in [-180.00, 180.00] range");
    }
  }

  private static void checkRectangle(Envelope envelope, TileRange range) {
    if (range.count() > MAX_RECTANGLE_TILES) {
      throw Shapes.invalid(
          String.format(
              Locale.ROOT,
              "The number of tiles covering input rectangle exceeds the limit of 1M."
                  + " Number of tiles: %d."
                  + " Rectangle: xMin=%.2f, yMin=%.2f, xMax=%.2f, yMax=%.2f. Zoom level: %d.",
              range.count(),
              envelope.getMinX(),
              envelope.getMinY(),
              envelope.getMaxX(),
              envelope.getMaxY(),
              range.zoom()));
    }
  }

  private static void checkComplexity(Geometry geometry, TileRange range) {
    if (range.count() > Integer.MAX_VALUE) {
      throw Shapes.invalid("The zoom level is too high to compute a set of covering Bing tiles.");
    }
    if (range.count() * geometry.getNumPoints() > MAX_COMPLEXITY) {
      throw Shapes.invalid(
          "The zoom level is too high or the geometry is too complex to compute a set of covering"
              + " Bing tiles. Please use a lower zoom level or convert the geometry to its bounding"
              + " box using the ST_Envelope function.");
    }
  }
}
