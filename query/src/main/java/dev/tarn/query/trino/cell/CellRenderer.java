package dev.tarn.query.trino.cell;

import io.trino.spi.block.Block;
import org.jspecify.annotations.Nullable;

/** Renders the values of one type. */
@FunctionalInterface
public interface CellRenderer {
  /** The text of a value that is not null. */
  String render(Block block, int position);

  /** The text of a value; null is SQL NULL. */
  default @Nullable String renderNullable(Block block, int position) {
    return block.isNull(position) ? null : render(block, position);
  }
}
