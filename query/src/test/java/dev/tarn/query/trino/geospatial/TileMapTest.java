package dev.tarn.query.trino.geospatial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;

/** https://learn.microsoft.com/en-us/bingmaps/articles/bing-maps-tile-system. */
final class TileMapTest {
  private static final double EDGE = 85.05112877980659;

  /** The page's own example and its figures of four tiles and of sixteen. */
  @ParameterizedTest
  @CsvSource({
    "3, 5, 3, 213",
    "0, 0, 1, 0",
    "1, 0, 1, 1",
    "0, 1, 1, 2",
    "1, 1, 1, 3",
    "2, 1, 2, 12",
    "3, 3, 2, 33",
    "7, 0, 3, 111",
    "21845, 13506, 15, 123030123010121",
    "8388607, 8388607, 23, 33333333333333333333333"
  })
  void aQuadkeyNamesATile(int x, int y, int zoom, String quadkey) {
    var tile = new BingTile(x, y, zoom);
    assertThat(tile.quadkey()).isEqualTo(quadkey);
    assertThat(BingTile.ofQuadkey(quadkey)).isEqualTo(tile);
    assertThat(BingTile.of(tile.encoded())).isEqualTo(tile);
  }

  @ParameterizedTest
  @CsvSource({
    "30.12, 60, 15, 21845, 13506",
    "0, -0.002, 1, 0, 1",
    "0.001953125, 0, 1, 1, 0",
    "0, 0, 1, 1, 1",
    "0.001953125, 0, 9, 256, 255",
    "85.05112878, -180, 23, 0, 0",
    "-85.05112878, 180, 23, 8388607, 8388607",
    "85.05112878, 180, 1, 1, 0",
    "-85.05112878, -180, 3, 0, 7"
  })
  void aPlaceIsInATile(double latitude, double longitude, int zoom, int x, int y) {
    assertThat(new TileMap(zoom).tileAt(latitude, longitude)).isEqualTo(new BingTile(x, y, zoom));
  }

  @Test
  void theMiddleOfATileIsInItAtEveryZoom() {
    var random = new Random(7);
    for (int zoom = 1; zoom <= BingTile.MAX_ZOOM; zoom++) {
      var map = new TileMap(zoom);
      for (int i = 0; i < 200; i++) {
        var tile = new BingTile(random.nextInt(map.size()), random.nextInt(map.size()), zoom);
        Envelope envelope = TileMap.envelope(tile);
        assertThat(map.tileAt(envelope.centre().getY(), envelope.centre().getX())).isEqualTo(tile);
        assertThat(BingTile.ofQuadkey(tile.quadkey())).isEqualTo(tile);
        assertThat(BingTile.of(tile.encoded())).isEqualTo(tile);
      }
    }
  }

  @Test
  void aTileIsItsFourQuartersToTheLastDigit() {
    var random = new Random(11);
    for (int zoom = 1; zoom < BingTile.MAX_ZOOM; zoom++) {
      int x = random.nextInt(1 << zoom);
      int y = random.nextInt(1 << zoom);
      var quarters = new Envelope();
      for (int i = 0; i < 4; i++) {
        quarters.expandToInclude(
            TileMap.envelope(new BingTile(2 * x + (i & 1), 2 * y + (i >> 1), zoom + 1)));
      }
      assertThat(quarters.toString())
          .isEqualTo(TileMap.envelope(new BingTile(x, y, zoom)).toString());
    }
  }

  @Test
  void theMapEndsAtTheAntimeridianAndBeforeThePoles() {
    for (int zoom = 1; zoom <= BingTile.MAX_ZOOM; zoom++) {
      var map = new TileMap(zoom);
      assertThat(map.longitude(0)).isEqualTo(-180);
      assertThat(map.longitude(map.size())).isEqualTo(180);
      assertThat(map.latitude(0)).isCloseTo(EDGE, within(1e-13));
      assertThat(map.latitude(map.size())).isCloseTo(-EDGE, within(1e-13));
      assertThat(map.latitude(map.size() / 2)).isZero();
    }
  }

  @Test
  void knowsWhatIsOffTheMap() {
    assertThat(TileMap.hasLatitude(-85.05112878)).isTrue();
    assertThat(TileMap.hasLatitude(85.0511288)).isFalse();
    assertThat(TileMap.hasLatitude(Double.NaN)).isFalse();
    assertThat(TileMap.hasLongitude(-180)).isTrue();
    assertThat(TileMap.hasLongitude(180.0000001)).isFalse();
    assertThat(TileMap.hasLongitude(Double.NEGATIVE_INFINITY)).isFalse();
  }
}
