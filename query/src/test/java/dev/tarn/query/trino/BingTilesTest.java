package dev.tarn.query.trino;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.query.engine.EngineFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bing tiles in statements. */
@ExtendWith(TrinoExtension.class)
final class BingTilesTest {
  private final TrinoFixture trino;
  private final TestDatabase database;

  BingTilesTest(TrinoFixture trino) {
    this.trino = trino;
    this.database = trino.newDatabase();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bing_tile(10, 20, 12) | {x=10, y=20, zoom=12}",
        "ARRAY[bing_tile(1, 2, 10), NULL] | [{x=1, y=2, zoom=10}, null]",
        "bing_tile_quadkey(bing_tile(3, 5, 3)) | 213",
        "bing_tile(bing_tile_quadkey(bing_tile(10, 20, 12))) = bing_tile(10, 20, 12) | true",
        "bing_tile('213') = bing_tile('2131') | false",
        "bing_tile('213') <> bing_tile('2131') | true",
        "bing_tile('213') IS DISTINCT FROM NULL | true",
        "bing_tile('213') IN (bing_tile('212'), bing_tile('213')) | true",
        "bing_tile_quadkey(bing_tile_at(30.12, 60, 15)) | 123030123010121",
        "bing_tile_coordinates(bing_tile('123030123010121')) | {x=21845, y=13506}",
        "bing_tile_coordinates(bing_tile('123030123010121')).y | 13506",
        "bing_tile_zoom_level(bing_tile(52, 143, 10)) | 10",
        "bing_tile_polygon(bing_tile(1, 1, 1)) "
            + "| POLYGON ((0 -85.05112877980659, 0 0, 180 0, 180 -85.05112877980659, "
            + "0 -85.05112877980659))",
        "ST_YMin(bing_tile_polygon(bing_tile('123030123010121'))) | 30.11662158281937",
        "ST_YMax(bing_tile_polygon(bing_tile('123030123010121'))) | 30.12612436422458",
        "ST_XMax(bing_tile_polygon(bing_tile('123030123010121'))) | 60.00732421875",
        "transform(bing_tiles_around(30.12, 60, 1), t -> bing_tile_quadkey(t)) | [0, 2, 1, 3]",
        "cardinality(bing_tiles_around(47.265511, -122.465691, 14)) | 9",
        "cardinality(bing_tiles_around(37.8475, 112.596667, 10, .5)) | 1",
        "cardinality(array_distinct(concat(bing_tiles_around(0, 0, 5), bing_tile('0')))) | 10",
        "typeof(bing_tile('1')) | BingTile",
        "typeof(bing_tile_coordinates(bing_tile('1'))) | row(\"x\" integer, \"y\" integer)",
      },
      quoteCharacter = '`')
  void expressions(String expression, String expected) {
    assertThat(trino.value(expression)).isEqualTo(expected);
  }

  @Test
  void aColumnHasItsType() {
    QueryResult result = trino.run("SELECT bing_tile('213') AS t, bing_tile(NULL) AS n");
    assertThat(result.columns().getFirst().type().toString()).containsIgnoringCase("bingtile");
    assertThat(result.rows().getFirst()).containsExactly("{x=3, y=5, zoom=3}", null);
  }

  @Test
  void coversAGeometry() {
    assertThat(
            trino
                .run(
                    "SELECT bing_tile_quadkey(t) FROM"
                        + " UNNEST(geometry_to_bing_tiles(ST_GeometryFromText('POINT (60 30.12)'),"
                        + " 10)) AS u(t)")
                .value())
        .isEqualTo("1230301230");
  }

  @Test
  void groupsAndJoinsByTile() {
    database.put("places", "a.csv", "a,30.12,60\nb,30.121,60.001\nc,0,0\n");
    database.createCsvTable(
        "places",
        List.of(
            TestDatabase.column("name", "string"),
            TestDatabase.column("lat", "double"),
            TestDatabase.column("lon", "double")),
        t -> {});
    assertThat(
            database.rows(
                "SELECT bing_tile_quadkey(t), n FROM (SELECT bing_tile_at(lat, lon, 10) AS t,"
                    + " count(*) AS n FROM places GROUP BY bing_tile_at(lat, lon, 10)) ORDER BY 1"))
        .containsExactly(List.of("1230301230", "2"), List.of("3000000000", "1"));
    assertThat(
            database.rows(
                "SELECT count(*), count(DISTINCT bing_tile_at(a.lat, a.lon, 10)) FROM places a"
                    + " JOIN places b ON bing_tile_at(a.lat, a.lon, 10) ="
                    + " bing_tile_at(b.lat, b.lon, 10)"))
        .containsExactly(List.of("5", "2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bing_tile('') | QuadKey must not be empty string",
        "bing_tile('12345') | Invalid QuadKey digit sequence: 12345",
        "bing_tile('test') | Invalid QuadKey digit sequence: test",
        "bing_tile('101010101010101010101010') | QuadKey must be 23 characters or less",
        "bing_tile(10, 2, 3) "
            + "| XY coordinates for a Bing tile at zoom level 3 must be within [0, 8) range",
        "bing_tile(2, -1, 3) "
            + "| XY coordinates for a Bing tile at zoom level 3 must be within [0, 8) range",
        "bing_tile(2, 7, 37) | Zoom level must be <= 23",
        "bing_tile(0, 0, 0) | Zoom level must be > 0",
        "bing_tile_at(30.12, 600, 15) | Longitude must be between -180.0 and 180.0",
        "bing_tile_at(300.12, 60, 15) | Latitude must be between -85.05112878 and 85.05112878",
        "bing_tile_at(nan(), 60, 15) | Latitude must be between -85.05112878 and 85.05112878",
        "bing_tile_at(30.12, 60, 40) | Zoom level must be <= 23",
        "bing_tiles_around(30.12, 60, 0) | Zoom level must be > 0",
        "bing_tiles_around(30.12, 60.0, 1, -1) | Radius must be >= 0",
        "geometry_to_bing_tiles(ST_Point(60, 30.12), 0) | Zoom level must be > 0",
      },
      quoteCharacter = '`')
  void refusesBadArguments(String expression, String message) {
    EngineFailure failure = trino.failure("SELECT " + expression);
    assertThat(failure.errorName()).isEqualTo("INVALID_FUNCTION_ARGUMENT");
    assertThat(failure.engineMessage()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT CAST(bing_tile('1') AS varchar) | TYPE_MISMATCH | Cannot cast BingTile to varchar",
        "SELECT CAST(bing_tile('1') AS bigint) | TYPE_MISMATCH | Cannot cast BingTile to bigint",
        "SELECT bing_tile('1') < bing_tile('2') | TYPE_MISMATCH "
            + "| Cannot apply operator: BingTile < BingTile",
        "CREATE TABLE tiles AS SELECT bing_tile('1') AS t | NOT_SUPPORTED "
            + "| Unsupported Hive type: BingTile",
      },
      quoteCharacter = '`')
  void hasNoCastsNoOrderAndNoColumns(String sql, String name, String message) {
    EngineFailure failure = database.failure(sql);
    assertThat(failure.errorName()).isEqualTo(name);
    assertThat(failure.engineMessage()).isEqualTo(message);
  }
}
