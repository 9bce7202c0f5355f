package dev.tarn.query.trino.geospatial;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

final class CoveringTilesTest {
  private static final GeometryFactory SHAPES = new GeometryFactory();

  private static Geometry geometry(String text) {
    try {
      return new WKTReader().read(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static List<String> tiles(String text, int zoom) {
    return Tiles.quadkeys(CoveringTiles.of(geometry(text), zoom));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POINT (60 30.12) | 10 | 1230301230",
        "POINT (60 30.12) | 16 | 1230301230101212",
        "POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0)) | 6 | 122220 122222 122221 122223",
        "POLYGON ((0 0, 0 10, 10 10, 0 0)) | 6 | 122220 122222 122221",
        "POLYGON ((10 10, -10 10, -20 -15, 10 10)) | 3 | 033 211 122",
        "GEOMETRYCOLLECTION (POINT (60 30.12), POLYGON ((10 10, -10 10, -20 -15, 10 10))) | 3 "
            + "| 033 211 122 123",
        "GEOMETRYCOLLECTION (POINT (60 30.12), LINESTRING (61 31, 61.01 31.01), POLYGON EMPTY) "
            + "| 15 | 123030123010121 123030112310200 123030112310202 123030112310201",
      })
  void knownShapes(String text, int zoom, String expected) {
    assertThat(tiles(text, zoom)).isEqualTo(List.of(expected.split(" ")));
  }

  @Test
  void aTileIsCoveredByItselfAndItsQuarters() {
    Geometry square = SHAPES.toGeometry(TileMap.envelope(BingTile.ofQuadkey("1230301230")));
    assertThat(Tiles.quadkeys(CoveringTiles.of(square, 10))).containsExactly("1230301230");
    assertThat(Tiles.quadkeys(CoveringTiles.of(square, 11)))
        .containsExactly("12303012300", "12303012302", "12303012301", "12303012303");
  }

  /** Where four tiles meet, the one that begins there has the point. */
  @Test
  void aPointOnABorderHasATile() {
    assertThat(tiles("POINT (0 0)", 1)).containsExactly("3");
    assertThat(tiles("POINT (0 0)", 12)).containsExactly("300000000000");
    assertThat(tiles("POINT (180 0)", 2)).containsExactly("31");
    assertThat(tiles("POINT (-180 85.05112878)", 2)).containsExactly("00");
  }

  @Test
  void nothingIsInNoTile() {
    assertThat(tiles("POLYGON EMPTY", 5)).isEmpty();
    assertThat(tiles("GEOMETRYCOLLECTION EMPTY", 12)).isEmpty();
  }

  @Test
  void findsWhatALookAtEveryTileFinds() {
    var random = new Random(5);
    for (int round = 0; round < 40; round++) {
      int zoom = 1 + round % 12;
      Geometry shape =
          star(
              random.nextDouble(-150, 150),
              random.nextDouble(-60, 60),
              Math.min(20, 1200.0 / (1 << zoom)),
              3 + random.nextInt(40),
              random);
      assertThat(Tiles.of(CoveringTiles.of(shape, zoom)))
          .containsExactlyInAnyOrderElementsOf(oneByOne(shape, zoom));
    }
  }

  private static List<BingTile> oneByOne(Geometry shape, int zoom) {
    return TileRange.covering(shape.getEnvelopeInternal(), zoom)
        .encoded()
        .mapToObj(BingTile::of)
        .filter(tile -> SHAPES.toGeometry(TileMap.envelope(tile)).intersects(shape))
        .toList();
  }

  @Test
  void doesNotLookAtEveryTileOfACountry() {
    Geometry country = star(2.5, 46.5, 5, 1_000, new Random(1));
    int count =
        Assertions.assertTimeout(
            Duration.ofSeconds(10), () -> CoveringTiles.of(country, 12).getPositionCount());
    assertThat(count).isBetween(5_000, 15_000);
  }

  /** A ring around a place; its points are as many and as irregular as those of a coast. */
  private static Geometry star(double x, double y, double radius, int points, Random random) {
    List<String> ring =
        IntStream.range(0, points)
            .mapToObj(i -> {
              double angle = 2 * Math.PI * i / points;
              double distance = radius * random.nextDouble(0.7, 1);
              return (x + distance * Math.cos(angle)) + " " + (y + distance * Math.sin(angle));
            })
            .toList();
    return geometry(
        "POLYGON ((" + ring.stream().collect(joining(", ")) + ", " + ring.getFirst() + "))");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POINT (600 30) | 10 | Longitude span for the geometry must be in [-180.00, 180.00] range",
        "POINT (60 86) | 10 | Latitude span for the geometry must be in [-85.05, 85.05] range",
        "POLYGON ((0 0, 0 80, 80 80, 80 0, 0 0)) | 16 | The number of tiles covering input "
            + "rectangle exceeds the limit of 1M. Number of tiles: 370085804. Rectangle: "
            + "xMin=0.00, yMin=0.00, xMax=80.00, yMax=80.00. Zoom level: 16.",
        "POLYGON ((0 0, 0 20, 20 20, 0 0)) | 20 "
            + "| The zoom level is too high to compute a set of covering Bing tiles.",
        "POLYGON ((0 0, 0 20, 20 20, 0 0)) | 17 | The zoom level is too high or the geometry is "
            + "too complex to compute a set of covering Bing tiles. Please use a lower zoom level "
            + "or convert the geometry to its bounding box using the ST_Envelope function.",
      })
  void refusesWhatIsTooMuch(String text, int zoom, String message) {
    assertThatThrownBy(() -> tiles(text, zoom)).hasMessage(message);
  }

  @Test
  void aLargeTriangleIsInAllItsTiles() {
    assertThat(tiles("POLYGON ((0 0, 0 20, 20 20, 0 0))", 14)).hasSize(428_787);
  }
}
