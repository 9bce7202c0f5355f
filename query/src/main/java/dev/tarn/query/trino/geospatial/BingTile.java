package dev.tarn.query.trino.geospatial;

/**
 * A square of the world's map, which has 2<sup>zoom</sup> of them in each direction; columns count
 * from west to east, rows from north to south.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/bingmaps/articles/bing-maps-tile-system">Microsoft</a>
 */
public record BingTile(int x, int y, int zoom) {
  static final int MAX_ZOOM = 23;
  private static final int ZOOM_BITS = 5;
  private static final int AXIS_BITS = 23;
  private static final int QUARTERS = 4;

  /** The tile of a quadkey, a digit for every level: 1 says the eastern half, 2 the southern. */
  static BingTile ofQuadkey(String quadkey) {
    int x = 0;
    int y = 0;
    for (int i = 0; i < quadkey.length(); i++) {
      int digit = quadkey.charAt(i) - '0';
      if (digit < 0 || digit >= QUARTERS) {
        throw Shapes.invalid("Invalid QuadKey digit sequence: " + quadkey);
      }
      x = 2 * x + (digit & 1);
      y = 2 * y + (digit >> 1);
    }
    return new BingTile(x, y, quadkey.length());
  }

  /** The tile of an encoded value. */
  static BingTile of(long encoded) {
    long axis = (1L << AXIS_BITS) - 1;
    return new BingTile(
        (int) (encoded >> (ZOOM_BITS + AXIS_BITS) & axis),
        (int) (encoded >> ZOOM_BITS & axis),
        (int) (encoded & (1 << ZOOM_BITS) - 1));
  }

  /** The value that the engine keeps; those of one zoom are ordered by column, then by row. */
  long encoded() {
    return (long) x << (ZOOM_BITS + AXIS_BITS) | (long) y << ZOOM_BITS | zoom;
  }

  String quadkey() {
    var digits = new StringBuilder(zoom);
    for (int level = zoom - 1; level >= 0; level--) {
      digits.append((x >> level & 1) + 2 * (y >> level & 1));
    }
    return digits.toString();
  }

  /** Trino's protocol has a tile as an object of these members; shown as Java prints a map. */
  @Override
  public String toString() {
    return "{x=" + x + ", y=" + y + ", zoom=" + zoom + "}";
  }
}
