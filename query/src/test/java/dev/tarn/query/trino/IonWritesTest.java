package dev.tarn.query.trino;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.storage.ObjectKey;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * https://docs.aws.amazon.com/athena/latest/ug/ion-serde-using-ctas-and-insert-into-to-create-ion-tables.html.
 */
@ExtendWith(TrinoExtension.class)
final class IonWritesTest {
  private static final String LIBRARY = "com.amazon.ionhiveserde.IonHiveSerDe";
  private static final String OUTPUT = "com.amazon.ionhiveserde.formats.IonOutputFormat";

  private static final String EVERY_TYPE =
      """
      SELECT * FROM (VALUES
        (1, true, CAST(-128 AS tinyint), CAST(32767 AS smallint), 9223372036854775807,
          REAL '0.1', DOUBLE '-0.0', DECIMAL '-123.45', DECIMAL '12345678901234567890.1234567890',
          'uni \u00fc \\ " newline \n', CAST('c' AS char(3)), CAST('v' AS varchar(5)),
          X'00ff10', DATE '0001-01-01', TIMESTAMP '1582-10-04 23:59:59.999',
          ARRAY[1, NULL, 3], MAP(ARRAY['a b', ''], ARRAY[1.5E0, NULL]),
          CAST(ROW(NULL, ARRAY[ROW('x')]) AS ROW(n integer, l ARRAY(ROW(s varchar))))),
        (2, false, CAST(0 AS tinyint), CAST(-1 AS smallint), -9223372036854775807,
          CAST(nan() AS real), infinity(), DECIMAL '0.00', DECIMAL '-0.0000000001',
          '', CAST('' AS char(3)), CAST('' AS varchar(5)),
          X'', DATE '9999-12-31', TIMESTAMP '9999-12-31 23:59:59.999',
          ARRAY[], MAP(), CAST(ROW(7, NULL) AS ROW(n integer, l ARRAY(ROW(s varchar))))),
        (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
          NULL, NULL, NULL))
        AS v (id, b, i1, i2, i8, f4, f8, d, dd, s, c, v, bin, day, at, l, m, r)
      """;

  private final TrinoFixture trino;
  private final TestDatabase database;
  private final AthenaSession athena;

  IonWritesTest(TrinoFixture trino) {
    this.trino = trino;
    this.database = trino.newDatabase();
    this.athena = new AthenaSession(database);
  }

  private QueryResult createAs(String table, String properties, String select) {
    return athena.run(
        "CREATE TABLE %s WITH (external_location = '%s/', %s) AS %s"
            .formatted(table, database.location(table), properties, select));
  }

  private void create(String columns, String serdeProperties) {
    athena.run(
        "CREATE EXTERNAL TABLE t (%s) ROW FORMAT SERDE '%s' WITH SERDEPROPERTIES (%s) STORED AS ION LOCATION '%s/'"
            .formatted(columns, LIBRARY, serdeProperties, database.location("t")));
  }

  private Table table() {
    return trino.glue().getTable(r -> r.databaseName(database.name()).name("t")).table();
  }

  private String text(String uri) throws IOException {
    try (var in =
        new GZIPInputStream(Channels.newInputStream(trino.objects().read(ObjectKey.parse(uri))))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BINARY, GZIP, .gz",
    "TEXT, GZIP, .gz",
    "BINARY, ZSTD, .zst",
    "TEXT, SNAPPY, .snappy",
    "BINARY, LZ4, .lz4",
    "TEXT, NONE, ''",
    "BINARY, NONE, ''"
  })
  void everyTypeIsReadBackAsItWas(String encoding, String compression, String extension) {
    QueryResult written =
        createAs(
            "t",
            "format = 'ION', ion_encoding = '%s', write_compression = '%s'"
                .formatted(encoding, compression),
            EVERY_TYPE);
    assertThat(written.statistics().writtenLocations())
        .isNotEmpty()
        .allSatisfy(uri ->
            assertThat(uri.substring(uri.lastIndexOf('/')))
                .matches(
                    name -> extension.isEmpty() ? !name.contains(".") : name.endsWith(extension)));
    createAs("expected", "format = 'ORC'", EVERY_TYPE);
    assertThat(athena.rows("SELECT * FROM t ORDER BY id"))
        .hasSize(3)
        .isEqualTo(athena.rows("SELECT * FROM expected ORDER BY id"));
    assertThat(athena.run("SELECT 1 / f8 < 0 FROM t WHERE id = 1").value()).isEqualTo("true");
  }

  @Test
  void theCatalogHasAnIonTable() {
    createAs("t", "format = 'ion', ion_encoding = 'text'", "SELECT 1 id");
    StorageDescriptor storage = table().storageDescriptor();
    assertThat(storage.inputFormat()).isEqualTo("com.amazon.ionhiveserde.formats.IonInputFormat");
    assertThat(storage.outputFormat()).isEqualTo(OUTPUT);
    assertThat(storage.serdeInfo().serializationLibrary()).isEqualTo(LIBRARY);
    assertThat(storage.serdeInfo().parameters()).isEqualTo(Map.of("ion.encoding", "TEXT"));
    assertThat(table().parameters())
        .containsEntry("write.compression", "GZIP")
        .doesNotContainKeys("file.inputformat", "ion.encoding");
  }

  @Test
  void aTableWithoutRowsIsOneOfIon() {
    createAs("t", "format = 'ION'", "SELECT 1 id WITH NO DATA");
    assertThat(table().storageDescriptor().serdeInfo().serializationLibrary()).isEqualTo(LIBRARY);
    assertThat(table().parameters()).doesNotContainKeys("file.inputformat", "ion.encoding");
    athena.run("INSERT INTO t VALUES (1)");
    assertThat(athena.rows("SELECT * FROM t")).containsExactly(List.of("1"));
  }

  @Test
  void partitionsAreIonToo() {
    createAs(
        "t",
        "format = 'ION', ion_encoding = 'TEXT', partitioned_by = ARRAY['p']",
        "SELECT 1 id, 'a' p UNION ALL SELECT 2, 'b'");
    athena.run("INSERT INTO t VALUES (3, 'b'), (4, 'c')");
    assertThat(athena.rows("SELECT * FROM t ORDER BY id"))
        .containsExactly(
            List.of("1", "a"), List.of("2", "b"), List.of("3", "b"), List.of("4", "c"));
    assertThat(
            trino
                .glue()
                .getPartitions(r -> r.databaseName(database.name()).tableName("t"))
                .partitions())
        .hasSize(3)
        .allSatisfy(partition -> {
          StorageDescriptor storage = partition.storageDescriptor();
          assertThat(storage.outputFormat()).isEqualTo(OUTPUT);
          assertThat(storage.serdeInfo().serializationLibrary()).isEqualTo(LIBRARY);
          assertThat(storage.serdeInfo().parameters()).isEqualTo(Map.of("ion.encoding", "TEXT"));
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OMIT    | {id:1,l:[null]}
          UNTYPED | {id:1,s:null,l:[null]}
          TYPED   | {id:1,s:null.string,l:[null.int]}
          """)
  void nullsAreWrittenAsTheTableSays(String nulls, String row) throws IOException {
    create(
        "id int, s string, l array<int>",
        "'ion.encoding' = 'TEXT', 'ion.serialize_null' = '%s'".formatted(nulls));
    Table before = table();
    QueryResult written = athena.run("INSERT INTO t VALUES (1, NULL, ARRAY[NULL])");
    assertThat(text(written.statistics().writtenLocations().iterator().next()).strip())
        .isEqualTo(row);
    assertThat(table()).isEqualTo(before);
    assertThat(athena.rows("SELECT * FROM t")).containsExactly(Arrays.asList("1", null, "[null]"));
  }

  @Test
  void timestampsHaveTheOffsetOfTheTable() throws IOException {
    create(
        "at timestamp, d date",
        "'ion.encoding' = 'TEXT', 'ion.timestamp.serialization_offset' = '01:30'");
    QueryResult written =
        athena.run("INSERT INTO t VALUES (TIMESTAMP '2020-01-01 23:00:00.5', DATE '2020-02-29')");
    assertThat(text(written.statistics().writtenLocations().iterator().next()).strip())
        .isEqualTo("{at:2020-01-02T00:30:00.500+01:30,d:2020-02-29}");
    assertThat(athena.rows("SELECT * FROM t"))
        .containsExactly(List.of("2020-01-01 23:00:00.500", "2020-02-29"));
  }

  @Test
  void manyRowsAreWrittenInBatches() {
    createAs(
        "t",
        "format = 'ION'",
        "SELECT x id, MAP(ARRAY[CAST(x AS varchar)], ARRAY[x]) m, rpad('', 200, 'y') s"
            + " FROM UNNEST(sequence(1, 9999)) a(x) CROSS JOIN UNNEST(sequence(1, 2)) b(y)");
    assertThat(
            athena.rows(
                "SELECT count(*), sum(id), sum(m[CAST(id AS varchar)]), sum(length(s)) FROM t"))
        .containsExactly(List.of("19998", "99990000", "99990000", "3999600"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ion.s.path_extractor' = '(a b)", "ion.s.serialize_as' = 'symbol"})
  void propertiesThatNobodyWritesByAreRefused(String property) {
    create("id int, s string", "'" + property + "'");
    assertThat(athena.failure("INSERT INTO t VALUES (1, 'x')"))
        .startsWith("NOT_SUPPORTED: Writing with the property ion.s.")
        .contains(" of IonHiveSerDe is not supported by Tarn yet");
  }

  @Test
  void mapsHaveKeysOfText() {
    assertThat(
            athena.failure(
                "CREATE TABLE t WITH (external_location = '%s/', format = 'ION') AS SELECT MAP(ARRAY[1], ARRAY[2]) m"
                    .formatted(database.location("t"))))
        .startsWith("NOT_SUPPORTED: Ion has no maps with keys of the type integer");
  }

  @Test
  void yearsThatIonDoesNotHaveFail() {
    assertThat(
            athena.failure(
                "CREATE TABLE t WITH (external_location = '%s/', format = 'ION') AS SELECT DATE '10000-01-01' d"
                    .formatted(database.location("t"))))
        .startsWith("HIVE_WRITER_DATA_ERROR: Error writing Ion: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          format = 'ION', ion_encoding = 'XML'        | The property ion_encoding is BINARY or TEXT, not XML
          format = 'ION', write_compression = 'ZLIB'  | Compression algorithm 'ZLIB' is not supported for file format 'ion'.
          format = 'ION', write_compression = 'BZIP2' | Queries of this type are not supported by Tarn yet: compression BZIP2 of written data
          """)
  void refusesWhatItCannotWrite(String properties, String text) {
    assertThat(athena.refusal("CREATE TABLE t WITH (%s) AS SELECT 1 a".formatted(properties)))
        .contains(text);
  }
}
