package dev.tarn.query.trino;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.ion.IonType;
import com.amazon.ion.system.IonBinaryWriterBuilder;
import io.trino.hive.formats.compression.CompressionKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.PartitionInput;

/**
 * SerDes as Athena's users declare them:
 * https://docs.aws.amazon.com/athena/latest/ug/supported-serdes.html.
 */
@ExtendWith(TrinoExtension.class)
final class SerdesTest {
  private static final String OPENX = "org.openx.data.jsonserde.JsonSerDe";
  private static final String HCATALOG = "org.apache.hive.hcatalog.data.JsonSerDe";

  private final TrinoFixture trino;
  private final TestDatabase database;
  private final AthenaSession athena;

  SerdesTest(TrinoFixture trino) {
    this.trino = trino;
    this.database = trino.newDatabase();
    this.athena = new AthenaSession(database);
  }

  private void create(String columns, String format, String more) {
    athena.run(
        "CREATE EXTERNAL TABLE t (%s) %s LOCATION '%s/' %s"
            .formatted(columns, format, database.location("t"), more));
  }

  private static String serde(String library, String properties) {
    String with = properties.isEmpty() ? "" : " WITH SERDEPROPERTIES (" + properties + ")";
    return "ROW FORMAT SERDE '" + library + "'" + with;
  }

  @Test
  void lazySimpleWithAllDelimiters() {
    database.put("t", "a.txt", "1|a\\|b|x;y|k:1;l:2|p;7\nNIL|NIL||NIL|NIL\n");
    create(
        "i int, s string, a array<string>, m map<string,int>, r struct<n:string,v:int>",
        "ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' ESCAPED BY '\\\\' COLLECTION ITEMS"
            + " TERMINATED BY ';' MAP KEYS TERMINATED BY ':' NULL DEFINED AS 'NIL'",
        "");
    assertThat(athena.rows("SELECT * FROM t ORDER BY i"))
        .containsExactly(
            List.of("1", "a|b", "[x, y]", "{k=1, l=2}", "{n=p, v=7}"),
            Arrays.asList(null, null, "[]", null, null));
  }

  @Test
  void lazySimpleSkipsHeadersAndFootersAndForgivesBadValues() {
    database.put("t", "a.csv", "h1\nh2\n1,true,2020-01-01\nx,maybe,nodate\n3\nf1\n");
    create(
        "i int, b boolean, d date",
        "ROW FORMAT DELIMITED FIELDS TERMINATED BY ','",
        "TBLPROPERTIES ('skip.header.line.count' = '2', 'skip.footer.line.count' = '1')");
    assertThat(athena.rows("SELECT * FROM t ORDER BY i"))
        .containsExactly(
            List.of("1", "true", "2020-01-01"),
            Arrays.asList("3", null, null),
            Arrays.asList(null, null, null));
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionKind.class,
      names = {"ZSTD", "LZ4", "SNAPPY", "GZIP", "DEFLATE", "BZIP2"})
  void textOfEveryCompression(CompressionKind kind) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var packed = kind.createCodec().createStreamCompressor(bytes)) {
      packed.write("1,a\n2,b\n".getBytes(StandardCharsets.UTF_8));
    }
    trino.put(database.folder("t") + "/a.csv" + kind.getFileExtension(), bytes.toByteArray());
    create("i int, s string", "ROW FORMAT DELIMITED FIELDS TERMINATED BY ','", "");
    assertThat(athena.rows("SELECT * FROM t ORDER BY i"))
        .containsExactly(List.of("1", "a"), List.of("2", "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.hadoop.hive.serde2.RegexSerDe",
        "org.apache.hadoop.hive.contrib.serde2.RegexSerDe"
      })
  void regex(String library) {
    database.put("t", "a.log", "GET /x 200 1.5\nnonsense\n");
    create(
        "verb string, path string, status int, took double",
        serde(library, "'input.regex' = '([A-Z]+) ([^ ]+) ([0-9]+) (.*)'"),
        "");
    assertThat(athena.rows("SELECT * FROM t ORDER BY verb"))
        .containsExactly(List.of("GET", "/x", "200", "1.5"), Arrays.asList(null, null, null, null));
  }

  @Test
  void grok() {
    database.put(
        "t",
        "a.log",
        "Feb  9 20:15:00 mailer postfix/smtp[123]: 5B2EA: connected to 10.0.0.7\nnonsense\n");
    create(
        "timestamp string, logsource string, program string, pid int, queue_id string, ip string",
        serde(
            "com.amazonaws.glue.serde.GrokSerDe",
            "'input.grokCustomPatterns' = 'QUEUEID [0-9A-F]{5}\nTOOL [a-z]+(/[a-z]+)?',"
                + " 'input.format' = '%{SYSLOGTIMESTAMP:timestamp} %{WORD:logsource}"
                + " %{TOOL:program}\\\\[%{POSINT:pid:int}\\\\]: %{QUEUEID:queue_id}:"
                + " %{DATA} %{IP:ip}'"),
        "");
    assertThat(athena.rows("SELECT * FROM t WHERE pid IS NOT NULL"))
        .containsExactly(
            List.of("Feb  9 20:15:00", "mailer", "postfix/smtp", "123", "5B2EA", "10.0.0.7"));
    assertThat(athena.run("SELECT count(*) FROM t").value()).isEqualTo("2");
  }

  @Test
  void openXJsonWithItsProperties() {
    database.put(
        "t",
        "a.json",
        """
        {"ID": 1, "time:stamp": "x", "a.b": "dots", "o": {"k": [1, 2]}, "n": "7", "extra": 0}
        {"id": 2, "o": "text", "n": 8}
        not json
        """);
    create(
        "id int, ts string, a_b string, o string, n int",
        serde(
            OPENX,
            "'ignore.malformed.json' = 'true', 'dots.in.keys' = 'true', 'mapping.ts' ="
                + " 'time:stamp', 'case.insensitive' = 'true'"),
        "");
    assertThat(athena.rows("SELECT * FROM t ORDER BY id"))
        .containsExactly(
            List.of("1", "x", "dots", "{\"k\":[1,2]}", "7"),
            Arrays.asList("2", null, null, "text", "8"),
            Arrays.asList(null, null, null, null, null));
  }

  @Test
  void avroOfASchemaElsewhereIsRefused() {
    database.put("t", "p=1/a.avro", "Obj");
    create(
        "a int",
        "PARTITIONED BY (p string) STORED AS AVRO",
        "TBLPROPERTIES ('avro.schema.url' = 's3://lake/schema.avsc')");
    athena.run("ALTER TABLE t ADD PARTITION (p = '1')");
    assertThat(athena.failure("SELECT * FROM t"))
        .isEqualTo(
            "NOT_SUPPORTED: The property avro.schema.url is not supported, use"
                + " avro.schema.literal");
  }

  @Test
  void openXJsonRefusesAKeyThatComesTwice() {
    database.put("t", "a.json", "{\"a\": 1, \"A\": 2}\n");
    create("a int", serde(OPENX, ""), "");
    assertThat(athena.failure("SELECT a FROM t"))
        .isEqualTo(
            "HIVE_CURSOR_ERROR: Row is not a valid JSON Object - JSONException: Duplicate key \"a\"");
  }

  @Test
  void openXJsonIsWrittenToPartitionsThatKeepItsParameters() {
    athena.run(
        "CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (p string) %s LOCATION '%s/'"
            .formatted(serde(OPENX, "'case.insensitive' = 'false'"), database.location("t")));
    athena.run("INSERT INTO t VALUES (1, 'x')");
    assertThat(athena.rows("SELECT * FROM t")).containsExactly(List.of("1", "x"));
    var storage =
        trino
            .glue()
            .getPartition(r -> r.databaseName(database.name()).tableName("t").partitionValues("x"))
            .partition()
            .storageDescriptor();
    assertThat(storage.outputFormat())
        .isEqualTo("org.apache.hadoop.hive.ql.io.IgnoreKeyTextOutputFormat");
    assertThat(storage.serdeInfo().parameters())
        .doesNotContainKeys("file.inputformat", "tarn.original.outputformat");
  }

  @ParameterizedTest
  @ValueSource(strings = {OPENX, HCATALOG})
  void malformedJsonFailsTheQuery(String library) {
    database.put("t", "a.json", "{\"id\": 1}\n{\"id\": \n");
    create("id int", serde(library, ""), "");
    assertThat(athena.failure("SELECT * FROM t")).startsWith("HIVE_CURSOR_ERROR: ");
  }

  @Test
  void hcatalogJson() {
    database.put(
        "t",
        "a.json",
        """
        {"Id": 1, "S": {"A": 1, "b": [true]}, "m": {"k": 1.5}, "ts": "2020-01-01 01:02:03.004"}
        """);
    create(
        "id int, s struct<a:int,b:array<boolean>>, m map<string,double>, ts timestamp",
        serde(HCATALOG, ""),
        "");
    assertThat(athena.rows("SELECT * FROM t"))
        .containsExactly(List.of("1", "{a=1, b=[true]}", "{k=1.5}", "2020-01-01 01:02:03.004"));
  }

  @Test
  void avroByItsSchema() {
    athena.run(
        "CREATE TABLE src WITH (format = 'AVRO', external_location = '%s/') AS SELECT 1 id, 'x' s"
            .formatted(database.location("t")));
    create(
        "s string, added string",
        "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.avro.AvroSerDe' WITH SERDEPROPERTIES"
            + " ('avro.schema.literal' = '{\"type\":\"record\",\"name\":\"r\",\"fields\":["
            + "{\"name\":\"s\",\"type\":[\"null\",\"string\"]},{\"name\":\"added\",\"type\":"
            + "\"string\",\"default\":\"none\"}]}') STORED AS AVRO",
        "");
    assertThat(athena.rows("SELECT * FROM t")).containsExactly(List.of("x", "none"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PARQUET", "ORC"})
  void columnsByNameOrByNumber(String format) {
    athena.run(
        "CREATE TABLE src WITH (format = '%s', external_location = '%s/') AS SELECT 1 a, 2 b"
            .formatted(format, database.location("t")));
    create("b int, a int", "STORED AS " + format, "");
    boolean parquet = format.equals("PARQUET");
    // Parquet columns are found by name, ORC columns by number, unless the table says otherwise.
    assertThat(athena.rows("SELECT a, b FROM t"))
        .containsExactly(parquet ? List.of("1", "2") : List.of("2", "1"));
    String serde =
        parquet
            ? "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
            : "org.apache.hadoop.hive.ql.io.orc.OrcSerde";
    athena.run("DROP TABLE t");
    create(
        "b int, a int",
        serde(
                serde,
                "'%s.column.index.access' = '%s'"
                    .formatted(format.toLowerCase(Locale.ROOT), parquet))
            + " STORED AS "
            + format,
        "");
    assertThat(athena.rows("SELECT a, b FROM t"))
        .containsExactly(parquet ? List.of("2", "1") : List.of("1", "2"));
    assertThat(athena.rows("SELECT a FROM t WHERE b = " + (parquet ? 1 : 2))).hasSize(1);
  }

  @Test
  void ionAsTextAndAsBinary() throws IOException {
    database.put(
        "t",
        "a.ion",
        """
        {Id: 1, s: "x", d: 1.25, at: 2020-01-02T03:04:05.678Z, l: [1, null], m: {k: true}}
        {id: 2, s: sym, r: {n: "deep"}}
        """);
    var bytes = new ByteArrayOutputStream();
    try (var writer = IonBinaryWriterBuilder.standard().build(bytes)) {
      writer.stepIn(IonType.STRUCT);
      writer.setFieldName("id");
      writer.writeInt(3);
      writer.stepOut();
    }
    trino.put(database.folder("t") + "/b.10n", bytes.toByteArray());
    create(
        "id int, s string, d decimal(5,2), at timestamp, l array<int>, m map<string,boolean>,"
            + " r struct<n:string>",
        "STORED AS ION",
        "");
    assertThat(athena.rows("SELECT * FROM t ORDER BY id"))
        .containsExactly(
            Arrays.asList(
                "1", "x", "1.25", "2020-01-02 03:04:05.678", "[1, null]", "{k=true}", null),
            Arrays.asList("2", "sym", null, null, null, null, "{n=deep}"),
            Arrays.asList("3", null, null, null, null, null, null));
    assertThat(athena.rows("SELECT r.n FROM t WHERE id = 2")).containsExactly(List.of("deep"));
  }

  @Test
  void ionThatDoesNotFitIsBadData() {
    database.put("t", "a.ion", "{id: \"one\"}\n");
    create("id int", "STORED AS ION", "");
    assertThat(athena.failure("SELECT * FROM t"))
        .isEqualTo("HIVE_BAD_DATA: Error reading Ion: a value of type STRING for the type integer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.amazon.emr.hive.serde.CloudTrailSerde", HCATALOG})
  void cloudTrail(String library) throws IOException {
    String log =
        """
        {"Records":[{"eventVersion":"1.0","userIdentity":{"type":"IAMUser","userName":"Alice"},
        "eventName":"StartInstances","requestParameters":{"id":["i-1"]}},
        {"eventVersion":"1.1","eventName":"StopInstances","requestParameters":null}]}
        """;
    var bytes = new ByteArrayOutputStream();
    try (var packed = CompressionKind.GZIP.createCodec().createStreamCompressor(bytes)) {
      packed.write(log.getBytes(StandardCharsets.UTF_8));
    }
    trino.put(database.folder("t") + "/log.json.gz", bytes.toByteArray());
    create(
        "eventversion string, useridentity struct<type:string,username:string>, eventname string,"
            + " requestparameters string",
        serde(library, "")
            + " STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat' OUTPUTFORMAT"
            + " 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'",
        "");
    assertThat(athena.rows("SELECT * FROM t ORDER BY eventname"))
        .containsExactly(
            List.of(
                "1.0", "{type=IAMUser, username=Alice}", "StartInstances", "{\"id\":[\"i-1\"]}"),
            Arrays.asList("1.1", null, "StopInstances", null));
    assertThat(athena.rows("SELECT useridentity.username FROM t WHERE eventversion = '1.0'"))
        .containsExactly(List.of("Alice"));
  }

  @Test
  void partitionsHaveTheirOwnPlaceFormatAndColumns() {
    database.put("t", "p=1/a.csv", "1,one\n");
    database.put("elsewhere", "b.json", "{\"id\": 2, \"s\": \"two\"}\n");
    create(
        "id int, s string",
        "PARTITIONED BY (p string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ','",
        "");
    athena.run("ALTER TABLE t ADD PARTITION (p = '1')");
    trino
        .glue()
        .createPartition(r ->
            r.databaseName(database.name())
                .tableName("t")
                .partitionInput(
                    PartitionInput.builder()
                        .values("2")
                        .storageDescriptor(s ->
                            s.columns(TestDatabase.column("id", "int"))
                                .location(database.location("elsewhere"))
                                .inputFormat("org.apache.hadoop.mapred.TextInputFormat")
                                .outputFormat(
                                    "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat")
                                .serdeInfo(i -> i.serializationLibrary(OPENX)))
                        .build()));
    assertThat(athena.rows("SELECT * FROM t ORDER BY id").getFirst())
        .containsExactly("1", "one", "1");
    assertThat(athena.rows("SELECT id, p FROM t WHERE p = '2'")).containsExactly(List.of("2", "2"));
  }
}
