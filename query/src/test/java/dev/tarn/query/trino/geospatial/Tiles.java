package dev.tarn.query.trino.geospatial;

import io.trino.spi.block.Block;
import java.util.List;
import java.util.stream.IntStream;

/** Reads arrays of tiles. */
final class Tiles {
  private Tiles() {}

  static List<BingTile> of(Block block) {
    return IntStream.range(0, block.getPositionCount())
        .mapToObj(i -> BingTile.of(BingTileType.BING_TILE.getLong(block, i)))
        .toList();
  }

  static List<String> quadkeys(Block block) {
    return of(block).stream().map(BingTile::quadkey).toList();
  }
}
