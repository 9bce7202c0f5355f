package dev.tarn.query.trino;

import static dev.tarn.query.trino.TestDatabase.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.trino.TestDatabase.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tables that somebody else created, in the formats that Athena reads. */
@ExtendWith(TrinoExtension.class)
final class HiveFormatsTest {
  private final TrinoFixture trino;
  private final TestDatabase database;

  HiveFormatsTest(TrinoFixture trino) {
    this.trino = trino;
    this.database = trino.newDatabase();
  }

  @Test
  void csvOfLazySimple() {
    String content = "1,alice,2020-01-01 00:00:00\n2,,2021-02-03 04:05:06.789\n3,\\N,\\N\n";
    database.put("t", "a.csv", content);
    database.createCsvTable(
        "t",
        List.of(column("id", "int"), column("name", "string"), column("ts", "timestamp")),
        t -> {});

    QueryResult result = database.run("SELECT * FROM t ORDER BY id");

    assertThat(result.columns())
        .containsExactly(
            new EngineColumn("id", "integer"),
            new EngineColumn("name", "varchar"),
            new EngineColumn("ts", "timestamp(3)"));
    assertThat(result.rows())
        .containsExactly(
            List.of("1", "alice", "2020-01-01 00:00:00.000"),
            List.of("2", "", "2021-02-03 04:05:06.789"),
            Arrays.asList("3", null, null));
    assertThat(result.statistics().processedBytes()).isEqualTo(content.length());
    assertThat(result.statistics().processedRows()).isEqualTo(3);
    assertThat(result.statistics().outputRows()).isEqualTo(3);
  }

  @Test
  void countingReadsTheWholeText() {
    String content = "x,y\n".repeat(5000);
    database.put("t", "a.csv", content);
    database.put("t", "sub/b.csv", content);
    database.createCsvTable("t", List.of(column("a", "string")), t -> {});

    QueryResult result = database.run("SELECT count(*) FROM t");

    assertThat(result.value()).isEqualTo("10000");
    assertThat(result.statistics().processedBytes()).isEqualTo(2L * content.length());
  }

  @Test
  void readsFilesBelowSkipsHiddenOnesAndUnpacks() throws IOException {
    database.put("t", "a.csv", "1\n");
    database.put("t", "deep/er/b.csv", "2\n");
    database.put("t", "_hidden.csv", "8\n");
    database.put("t", ".hidden.csv", "9\n");
    database.put("t", "empty.csv", "");
    trino.put(database.folder("t") + "/c.csv.gz", gzip("3\n"));
    database.createCsvTable("t", List.of(column("id", "int")), t -> {});

    assertThat(database.rows("SELECT id FROM t ORDER BY id"))
        .containsExactly(List.of("1"), List.of("2"), List.of("3"));
    assertThat(database.rows("SELECT \"$path\" FROM t WHERE id = 2"))
        .containsExactly(List.of(database.location("t") + "/deep/er/b.csv"));
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void aTableWithoutFilesIsEmpty() {
    database.createCsvTable("t", List.of(column("id", "int")), t -> {});
    assertThat(database.rows("SELECT id FROM t")).isEmpty();
  }

  @Test
  void openCsv() {
    database.put("t", "a.csv", "id,name\n\"1\",\"al,ice\"\n\"2\",\"\"\n");
    database.createTextTable(
        "t",
        new TextFormat(
            "org.apache.hadoop.hive.serde2.OpenCSVSerde",
            Map.of("separatorChar", ",", "quoteChar", "\"", "escapeChar", "\\")),
        List.of(column("id", "string"), column("name", "string")),
        t -> t.parameters(Map.of("EXTERNAL", "TRUE", "skip.header.line.count", "1")));

    assertThat(database.rows("SELECT * FROM t ORDER BY id"))
        .containsExactly(List.of("1", "al,ice"), List.of("2", ""));
  }

  @Test
  void jsonOfOpenX() {
    database.put(
        "t",
        "a.json",
        """
        {"id":1,"tags":["x","y"],"s":{"k":"v"},"m":{"b":2,"a":1}}
        {"id":2,"tags":[],"s":null}
        """);
    database.createTextTable(
        "t",
        new TextFormat("org.openx.data.jsonserde.JsonSerDe", Map.of()),
        List.of(
            column("id", "int"),
            column("tags", "array<string>"),
            column("s", "struct<k:string>"),
            column("m", "map<string,int>")),
        t -> {});

    assertThat(database.rows("SELECT * FROM t ORDER BY id"))
        .containsExactly(
            List.of("1", "[x, y]", "{k=v}", "{a=1, b=2}"), Arrays.asList("2", "[]", null, null));
    assertThat(database.rows("SELECT s.k FROM t WHERE id = 1")).containsExactly(List.of("v"));
  }

  @Test
  void jsonOfHCatalog() {
    database.put("t", "a.json", "{\"id\":1,\"name\":\"x\"}\n{\"id\":2}\n");
    database.createTextTable(
        "t",
        new TextFormat("org.apache.hive.hcatalog.data.JsonSerDe", Map.of()),
        List.of(column("id", "int"), column("name", "string")),
        t -> {});

    assertThat(database.rows("SELECT * FROM t ORDER BY id"))
        .containsExactly(List.of("1", "x"), Arrays.asList("2", null));
  }

  @Test
  void regex() {
    database.put("t", "a.log", "10.0.0.1 GET /x\nnonsense\n");
    database.createTextTable(
        "t",
        new TextFormat(
            "org.apache.hadoop.hive.serde2.RegexSerDe",
            Map.of("input.regex", "(\\S+) (\\S+) (\\S+)")),
        List.of(column("ip", "string"), column("method", "string"), column("path", "string")),
        t -> {});

    assertThat(database.rows("SELECT * FROM t ORDER BY ip"))
        .containsExactly(List.of("10.0.0.1", "GET", "/x"), Arrays.asList(null, null, null));
  }

  @Test
  void parquetOfAnotherTable() {
    database.run(
        "CREATE TABLE made WITH (format = 'PARQUET', external_location = '%s') AS"
                .formatted(database.location("shared"))
            + " SELECT 1 id, 'x' name, TIMESTAMP '2020-01-01 00:00:00.123' ts");
    trino
        .glue()
        .createTable(r ->
            r.databaseName(database.name())
                .tableInput(t ->
                    t.name("t")
                        .tableType("EXTERNAL_TABLE")
                        .parameters(Map.of("EXTERNAL", "TRUE", "classification", "parquet"))
                        .partitionKeys(List.of())
                        .storageDescriptor(s ->
                            s.columns(
                                    column("name", "string"),
                                    column("id", "int"),
                                    column("ts", "timestamp"),
                                    column("added_later", "double"))
                                .location(database.location("shared"))
                                .inputFormat(
                                    "org.apache.hadoop.hive.ql.io.parquet"
                                        + ".MapredParquetInputFormat")
                                .outputFormat(
                                    "org.apache.hadoop.hive.ql.io.parquet"
                                        + ".MapredParquetOutputFormat")
                                .serdeInfo(i ->
                                    i.serializationLibrary(
                                        "org.apache.hadoop.hive.ql.io.parquet.serde"
                                            + ".ParquetHiveSerDe")))));

    assertThat(database.rows("SELECT * FROM t"))
        .containsExactly(Arrays.asList("x", "1", "2020-01-01 00:00:00.123", null));
  }
}
