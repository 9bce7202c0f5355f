package dev.tarn.query.trino;

import static dev.tarn.query.trino.TestDatabase.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.query.dialect.ResultFile;
import dev.tarn.query.engine.EngineCatalogs;
import dev.tarn.query.engine.EngineStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.model.StatementType;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/** UNLOAD: https://docs.aws.amazon.com/athena/latest/ug/unload.html. */
@ExtendWith(TrinoExtension.class)
final class UnloadTest {
  private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";
  private static final String ORC = "org.apache.hadoop.hive.ql.io.orc.";

  private final TrinoFixture trino;
  private final TestDatabase database;
  private final AthenaSession athena;

  UnloadTest(TrinoFixture trino) {
    this.trino = trino;
    this.database = trino.newDatabase();
    this.athena = new AthenaSession(database);
  }

  private String unload(String query, String properties) {
    return "UNLOAD (%s)\nTO '%s/' WITH (%s)".formatted(query, database.location("out"), properties);
  }

  @ParameterizedTest
  @CsvSource({
    "format = 'PARQUET', parquet",
    "'format = ''parquet'', compression = ''snappy''', parquet",
    "'format = ''PARQUET'', compression = ''ZSTD'', compression_level = 4', parquet",
    "format = 'ORC', orc",
    "'format = ''ORC'', compression = ''LZ4''', orc",
    "format = 'AVRO', avro",
    "'format = ''AVRO'', compression = ''DEFLATE''', avro",
    "format = 'JSON', json",
    "'format = ''JSON'', compression = ''NONE''', json",
    "'format = ''TEXTFILE'', field_delimiter = '',''', csv",
    "'format = ''TEXTFILE'', field_delimiter = '','', compression = ''ZSTD''', csv"
  })
  void writesEveryFormat(String properties, String reader) {
    QueryResult result =
        athena.run(
            unload("SELECT 1 AS id, 'x' AS name, 2.5 AS w UNION ALL SELECT 2, 'y', 3", properties));

    EngineStatistics statistics = result.statistics();
    assertThat(statistics.updateCount()).hasValue(2);
    assertThat(statistics.writtenLocations())
        .isNotEmpty()
        .allMatch(uri -> uri.startsWith(database.location("out") + "/"));
    createReader(reader);
    assertThat(database.rows("SELECT id, name, w FROM r ORDER BY id"))
        .containsExactly(List.of("1", "x", "2.5"), List.of("2", "y", "3.0"));
  }

  private void createReader(String format) {
    StorageDescriptor.Builder storage =
        StorageDescriptor.builder()
            .columns(column("id", "int"), column("name", "string"), column("w", "double"))
            .location(database.location("out"));
    switch (format) {
      case "parquet" ->
          storage
              .inputFormat(PARQUET + "MapredParquetInputFormat")
              .outputFormat(PARQUET + "MapredParquetOutputFormat")
              .serdeInfo(i -> i.serializationLibrary(PARQUET + "serde.ParquetHiveSerDe"));
      case "orc" ->
          storage
              .inputFormat(ORC + "OrcInputFormat")
              .outputFormat(ORC + "OrcOutputFormat")
              .serdeInfo(i -> i.serializationLibrary(ORC + "OrcSerde"));
      case "avro" ->
          storage
              .inputFormat("org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat")
              .outputFormat("org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat")
              .serdeInfo(
                  i -> i.serializationLibrary("org.apache.hadoop.hive.serde2.avro.AvroSerDe"));
      default ->
          storage
              .inputFormat("org.apache.hadoop.mapred.TextInputFormat")
              .outputFormat("org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat")
              .serdeInfo(i ->
                  i.serializationLibrary(
                          format.equals("json")
                              ? "org.apache.hive.hcatalog.data.JsonSerDe"
                              : TestDatabase.LAZY_SIMPLE)
                      .parameters(Map.of("field.delim", ",")));
    }
    trino
        .glue()
        .createTable(r ->
            r.databaseName(database.name())
                .tableInput(t ->
                    t.name("r")
                        .tableType("EXTERNAL_TABLE")
                        .partitionKeys(List.of())
                        .storageDescriptor(storage.build())));
  }

  @Test
  void textIsPackedByDefault() {
    assertThat(
            athena.run(unload("SELECT 1 a", "format = 'TEXTFILE'")).statistics().writtenLocations())
        .allMatch(uri -> uri.endsWith(".gz"));
  }

  @Test
  void partitionsByTheLastColumns() {
    List<String> written =
        athena
            .run(
                unload(
                    "SELECT 1 a, 'x' p UNION ALL SELECT 2, 'y'",
                    "format = 'PARQUET', partitioned_by = ARRAY['p']"))
            .statistics()
            .writtenLocations();
    assertThat(written)
        .hasSize(2)
        .anyMatch(uri -> uri.contains("/out/p=x/"))
        .anyMatch(uri -> uri.contains("/out/p=y/"));
  }

  @Test
  void leavesNoTraceInTheCatalog() {
    athena.run(unload("SELECT 1 a", "format = 'PARQUET'"));

    assertThat(trino.glue().getTables(r -> r.databaseName(database.name())).tableList()).isEmpty();
    assertThat(trino.glue().getDatabases(r -> {}).databaseList())
        .noneMatch(d -> d.name().equals(EngineCatalogs.UNLOAD_DATABASE));
    assertThat(athena.rows("SELECT schema_name FROM information_schema.schemata"))
        .isNotEmpty()
        .doesNotContain(List.of(EngineCatalogs.UNLOAD_DATABASE));
  }

  @Test
  void refusesATargetThatIsNotEmpty() {
    database.put("out", "there.csv", "1");
    assertThat(athena.failure(unload("SELECT 1 a", "format = 'PARQUET'")))
        .isEqualTo(
            "HIVE_PATH_ALREADY_EXISTS: Target directory already exists: %s/"
                .formatted(database.location("out")));
  }

  @Test
  void keepsTheOrderOfRowsInAFile() {
    athena.run(
        unload(
            "SELECT x AS id, '' AS name, 1e0 AS w FROM UNNEST(sequence(500, 1, -1)) t (x) ORDER BY x",
            "format = 'ORC'"));
    createReader("orc");

    assertThat(database.rows("SELECT id FROM r"))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 500).mapToObj(i -> List.of(Integer.toString(i))).toList());
  }

  @Test
  void aCommentMayEndIt() {
    athena.run(unload("SELECT 1 id, 'x' name, 2e0 w -- one\n", "format = 'ORC'") + " -- two");
    createReader("orc");

    assertThat(database.rows("SELECT id FROM r")).containsExactly(List.of("1"));
  }

  @Test
  void writesNothingForAnEmptyResult() {
    EngineStatistics statistics =
        athena.run(unload("SELECT 1 a WHERE false", "format = 'PARQUET'")).statistics();
    assertThat(statistics.updateCount()).hasValue(0);
  }

  @Test
  void takesParametersAndReportsPositionsInTheUsersText() {
    athena.run(unload("SELECT ? AS a, ? AS b", "format = 'JSON'"), "1.5", "'x'");
    assertThat(
            athena.failure(
                "UNLOAD (SELECT 1 AS a,\n  c FROM (VALUES 1) t(b)) TO 's3://lake/x/'"
                    + " WITH (format = 'JSON')"))
        .startsWith("COLUMN_NOT_FOUND: line 2:3: Column 'c' cannot be resolved");
  }

  @Test
  void limitsPartitionsToAHundred() {
    assertThat(
            athena.failure(
                unload(
                    "SELECT 1 a, x p FROM UNNEST(sequence(1, 101)) s(x)",
                    "format = 'ORC', partitioned_by = ARRAY['p']")))
        .isEqualTo(
            "HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for"
                + " partitions/buckets.");
  }

  @Test
  void isClassifiedAsAthenaDoes() {
    var statement = athena.parse(unload("SELECT 1 a", "format = 'PARQUET'"));
    assertThat(statement.statementType()).isEqualTo(StatementType.DML);
    assertThat(statement.substatementType()).isEqualTo("UNLOAD");
    assertThat(statement.resultFile()).isEqualTo(ResultFile.UNLOAD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UNLOAD (SELECT 1 a) WITH (format = 'ORC')"
            + "| line 1:21: mismatched input 'WITH'. Expecting: 'TO'",
        "UNLOAD SELECT 1 a| line 1:8: mismatched input 'SELECT'. Expecting: '('",
        "UNLOAD (SELECT 1 a) TO 's3://b/'| UNLOAD needs the property 'format'",
        "UNLOAD (SELECT 1 a) TO 's3://b/' WITH (compression = 'NONE')"
            + "| UNLOAD needs the property 'format'",
        "UNLOAD (SELECT 1 a) TO 's3://b/' WITH (format = 'CSV')"
            + "| UNLOAD does not write the format CSV",
        "UNLOAD (SELECT 1 a) TO 's3://b/' WITH (format = 'ORC', bucket_count = 3)"
            + "| UNLOAD has no property 'bucket_count'",
        "UNLOAD (SELECT 1 a) TO 's3://b/' WITH (format = 'ORC', compression = 'GZIP')"
            + "| Compression algorithm 'GZIP' is not supported for file format 'orc'.",
        "UNLOAD (SELECT 1 a) TO 's3://b/' WITH (format = 'TEXTFILE', compression = 'BZIP2')"
            + "| Queries of this type are not supported by Tarn yet: compression BZIP2 of written"
            + " data",
        "CREATE TABLE \"tarn$unload\".t AS SELECT 1 a| Queries of this type are not supported"
      })
  void refusesByName(String statementAndText) {
    int bar = statementAndText.indexOf('|');
    assertThat(athena.refusal(statementAndText.substring(0, bar)))
        .isEqualTo(statementAndText.substring(bar + 1).strip());
  }
}
