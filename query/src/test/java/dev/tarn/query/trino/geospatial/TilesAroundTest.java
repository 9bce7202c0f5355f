package dev.tarn.query.trino.geospatial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of the tiles is that of Trino. */
final class TilesAroundTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30.12 | 60 | 1 | 0 2 1 3",
        "-85.05112878 | -180 | 3 | 220 222 221 223",
        "85.05112878 | 180 | 2 | 10 12 11 13",
        "-85.05112878 | 0 | 2 | 21 23 30 32 31 33",
        "0 | 180 | 2 | 12 30 32 13 31 33",
        "0 | -180 | 2 | 02 20 22 03 21 23",
        "30.12 | 60 | 15 | 123030123010102 123030123010120 123030123010122 123030123010103 "
            + "123030123010121 123030123010123 123030123010112 123030123010130 123030123010132"
      })
  void neighboursEndAtTheEdgeOfTheMap(double lat, double lon, int zoom, String expected) {
    assertThat(Tiles.quadkeys(TilesAround.neighbours(new TileMap(zoom), lat, lon)))
        .isEqualTo(List.of(expected.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30.12 | 60 | 1 | 1000 | 1",
        "30.12 | 60 | 15 | 0 | 123030123010121",
        "30.12 | 60 | 15 | .5 | 123030123010120 123030123010121 123030123010123",
        "-85.05112878 | -180 | 1 | 500 | 3 2",
        "-85.05112878 | -180 | 5 | 200 " + "| 33332 33333 22222 22223 22220 22221 33330 33331",
        "85.05112878 | 180 | 4 | 500 | 1101 1110 1111 0000 0001 0010 1113 0003 0002 1112",
        "-85.05112878 | 0 | 3 | 300 | 233 322",
        "0 | 180 | 4 | 100 | 3111 2000 1333 0222",
        "0 | -180 | 4 | 100 | 3111 2000 0222 1333"
      })
  void aCircleGoesAcrossTheAntimeridian(
      double lat, double lon, int zoom, double radius, String expected) {
    assertThat(Tiles.quadkeys(TilesAround.within(new TileMap(zoom), lat, lon, radius)))
        .isEqualTo(List.of(expected.split(" ")));
  }

  @Test
  void everyPlaceOfTheCircleIsCoveredOnce() {
    var random = new Random(3);
    for (int round = 0; round < 200; round++) {
      double lat = random.nextDouble(-70, 70);
      double lon = random.nextDouble(-180, 180);
      var map = new TileMap(1 + random.nextInt(9));
      double radius = random.nextDouble(1_000);
      List<BingTile> tiles = Tiles.of(TilesAround.within(map, lat, lon, radius));
      Set<BingTile> once = new HashSet<>(tiles);
      assertThat(once).hasSameSizeAs(tiles);
      for (int i = 0; i < 300; i++) {
        double otherLat = lat + random.nextDouble(-9, 9);
        double otherLon = lon + random.nextDouble(-9, 9);
        otherLon = otherLon > 180 ? otherLon - 360 : otherLon < -180 ? otherLon + 360 : otherLon;
        if (SphericalFunctions.kilometers(lat, lon, otherLat, otherLon) < radius * 0.98) {
          assertThat(once).contains(map.tileAt(otherLat, otherLon));
        }
      }
    }
  }

  @Test
  void aCircleAroundThePoleHasEveryColumnOnce() {
    assertThat(Tiles.quadkeys(TilesAround.within(new TileMap(1), 85, 90, 1_000)))
        .containsExactlyInAnyOrder("0", "1");
  }

  @Test
  void refusesWhatIsTooLarge() {
    var map = new TileMap(20);
    assertThatThrownBy(() -> TilesAround.within(map, 30.12, 60, 100))
        .hasMessage(
            "The number of tiles covering input rectangle exceeds the limit of 1M. Number of"
                + " tiles: 36699364. Radius: 100.0 km. Zoom level: 20.");
    assertThatThrownBy(() -> TilesAround.within(new TileMap(23), 80, 60, 1_000))
        .hasMessageStartingWith("The number of tiles covering input rectangle exceeds");
    assertThatThrownBy(() -> TilesAround.within(map, 0, 0, 1_000.1))
        .hasMessage("Radius must be <= 1,000 km");
    assertThatThrownBy(() -> TilesAround.within(map, 0, 0, Double.NaN))
        .hasMessage("Radius must be >= 0");
  }
}
