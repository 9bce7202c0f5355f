package dev.tarn.query.trino.geospatial;

import io.trino.spi.block.Block;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.type.AbstractLongType;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.TypeDescriptor;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Bing tiles: equal or not, without an order. No other type is cast to it or from it. */
public final class BingTileType extends AbstractLongType {
  static final String TILES_NAME = "array(" + StandardTypes.BING_TILE + ")";

  public static final BingTileType BING_TILE = new BingTileType();

  private BingTileType() {
    super(new TypeDescriptor(StandardTypes.BING_TILE));
  }

  @Override
  public String getDisplayName() {
    return getTypeDescriptor().getBase();
  }

  @Override
  public boolean isOrderable() {
    return false;
  }

  @Override
  public @Nullable Object getObjectValue(Block block, int position) {
    return block.isNull(position) ? null : BingTile.of(getLong(block, position));
  }

  /** An array of encoded tiles. */
  static Block block(LongStream tiles) {
    long[] values = tiles.toArray();
    return new LongArrayBlock(values.length, Optional.empty(), values);
  }
}
