package dev.tarn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that talk to a running server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClientCommandsWireTest {
  private Tarn tarn;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  void start(@TempDir Path data) throws IOException, InterruptedException {
    tarn = Tarn.start(TarnConfig.defaults().withPort(0).withDataDirectory(data));
    tarn.awaitReady();
  }

  @AfterAll
  void stop() {
    tarn.close();
  }

  @BeforeEach
  void empty() throws IOException, InterruptedException {
    tarn.reset();
    tarn.awaitReady();
  }

  @Test
  void sqlShowsRowsAsTableCsvAndJson() {
    String sql =
        "SELECT 1 AS id, 'a \"b\"' AS text, CAST(NULL AS varchar) AS missing, 0.5e0 AS half, true AS yes";

    assertThat(run("sql", sql)).isZero();
    assertThat(out())
        .isEqualTo(
            """
            id | text  | missing | half | yes
            ---+-------+---------+------+-----
            1  | a "b" | NULL    | 0.5  | true
            (1 row)
            """);
    assertThat(run("sql", "--format", "csv", sql)).isZero();
    assertThat(out())
        .isEqualTo(
            "\"id\",\"text\",\"missing\",\"half\",\"yes\"\n\"1\",\"a \"\"b\"\"\",,\"0.5\",\"true\"\n");
    assertThat(run("sql", "--format", "json", sql)).isZero();
    assertThat(out())
        .isEqualTo(
            "{\"id\":1,\"text\":\"a \\\"b\\\"\",\"missing\":null,\"half\":0.5,\"yes\":true}\n");
  }

  @Test
  void sqlSaysWhyAStatementFails() {
    assertThat(run("sql", "SELEC 1")).isEqualTo(1);
    assertThat(err()).contains("InvalidRequestException", "mismatched input 'SELEC'");
    assertThat(run("sql", "SELECT nowhere FROM (VALUES 1) t (x)")).isEqualTo(1);
    assertThat(err()).contains("FAILED: ", "nowhere");
    assertThat(run("sql", "--format", "xml", "SELECT 1")).isEqualTo(2);
    assertThat(err()).contains("--format must be one of table, csv, json, but is 'xml'");
  }

  @Test
  void seedMakesTablesOfFilesAndSqlReadsThem(@TempDir Path tree) throws IOException {
    write(
        tree.resolve("lake/peaks/peaks.csv"),
        "id,Peak Name,metres,first\n1,Wildspitze,3768.0,1848-08-15\n2,Similaun,3599.5,1834-01-01\n");
    write(tree.resolve("lake/readings/day=2026-01-01/a.jsonl"), "{\"n\":1,\"at\":{\"x\":1.5}}\n");
    write(tree.resolve("lake/readings/day=2026-01-02/b.jsonl"), "{\"n\":2,\"tags\":[\"q\"]}\n");
    write(tree.resolve("lake/notes/readme.txt"), "no table\n");
    write(tree.resolve("lake/plain/rows.csv"), "1,007\n2,008\n");

    assertThat(run("seed", "--database", "alps", tree.toString())).isEqualTo(1);
    assertThat(out())
        .contains("bucket lake: 5 objects")
        .contains("table alps.peaks: 4 columns, s3://lake/peaks/")
        .contains("table alps.readings: 4 columns, s3://lake/readings/")
        .contains("no table for s3://lake/notes/: columns of .txt files cannot be inferred");

    assertThat(csv("SELECT peak_name, metres + 1, year(first) FROM alps.peaks ORDER BY id"))
        .contains("\"Wildspitze\",\"3769.0\",\"1848\"", "\"Similaun\",\"3600.5\",\"1834\"");
    assertThat(csv("SELECT n, at.x, tags[1] FROM alps.readings WHERE day = '2026-01-01'"))
        .contains("\"1\",\"1.5\",\n");
    assertThat(csv("SELECT n, at.x, tags[1] FROM alps.readings WHERE day = '2026-01-02'"))
        .contains("\"2\",,\"q\"\n");
    assertThat(csv("SELECT sum(col0), max(col1) FROM alps.plain")).contains("\"3\",\"008\"");

    assertThat(run("seed", "--database", "alps", tree.toString())).isEqualTo(1);
    assertThat(csv("SELECT count(*) FROM alps.readings")).contains("\"2\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PARQUET", "ORC", "AVRO"})
  void seedReadsTheColumnsThatStandInAFile(String format, @TempDir Path tree) throws IOException {
    run("sql", "CREATE DATABASE made LOCATION 's3://tarn-sql/made/'");
    assertThat(
            run(
                "sql",
                "CREATE TABLE made.source WITH (format = '"
                    + format
                    + "', external_location = 's3://tarn-sql/source/') AS SELECT 1 AS i,"
                    + " BIGINT '2' AS b, CAST('x' AS varchar) AS s, 1.5e0 AS d, DATE '2026-01-02' AS day,"
                    + " CAST(1.25 AS decimal(9,2)) AS money, ARRAY[4, 5] AS list,"
                    + " MAP(ARRAY[CAST('k' AS varchar)], ARRAY[ARRAY[6]]) AS kv,"
                    + " CAST(ROW(7, 'in') AS ROW(n integer, t varchar)) AS st"))
        .as(err())
        .isZero();
    Path file = tree.resolve("copy/things/part." + format.toLowerCase(Locale.ROOT));
    Files.createDirectories(file.getParent());
    try (var files = Files.walk(Path.of(dataOf("tarn-sql/source")))) {
      Files.copy(files.filter(Files::isRegularFile).findFirst().orElseThrow(), file);
    }

    assertThat(run("seed", tree.toString())).as(out()).isZero();
    assertThat(csv("DESCRIBE things"))
        .contains("array<int>", "map<string,array<int>>", "struct<n:int,t:string>", "decimal(9,2)");
    assertThat(csv("SELECT i, b, s, d, day, money, list[2], kv['k'][1], st.n, st.t FROM things"))
        .contains("\"1\",\"2\",\"x\",\"1.5\",\"2026-01-02\",\"1.25\",\"5\",\"6\",\"7\",\"in\"");

    write(file.resolveSibling("other." + format.toLowerCase(Locale.ROOT)), "no such file at all\n");
    assertThat(run("seed", tree.toString())).isEqualTo(1);
    assertThat(out()).contains("no table for s3://copy/things/: other.");
  }

  @Test
  void seedNamesTheDirectoryThatCannotBeABucket(@TempDir Path tree) throws IOException {
    write(tree.resolve("ab/peaks/peaks.csv"), "id\n1\n");
    assertThat(run("seed", tree.toString())).isEqualTo(1);
    assertThat(err())
        .contains(tree.resolve("ab") + " cannot become a bucket: Bucket name should be");
  }

  @Test
  void seedRefusesWhatWouldBeReadWrongly(@TempDir Path tree) throws IOException {
    write(tree.resolve("lake/ragged/a.csv"), "a,b\n1,2,3\n");
    write(tree.resolve("lake/open/a.csv"), "a,b\n\"1\n2\",3\n");
    write(tree.resolve("lake/twice/a.csv"), "a b,a-b\n1,2\n");
    Files.write(
        write(tree.resolve("lake/latin/a.csv"), ""), new byte[] {'a', '\n', (byte) 0xe9, '\n'});
    write(tree.resolve("lake/pretty/a.json"), "{\n  \"n\": 1\n}\n");
    write(tree.resolve("lake/list/a.json"), "[{\"n\": 1}]\n");
    write(tree.resolve("lake/cut/a.jsonl"), "{\"n\": 1\n");
    write(tree.resolve("lake/member/a.jsonl"), "{\"s\": {\"a b\": 1}}\n");
    write(tree.resolve("lake/quoted/a.csv"), "id,\"peak, name\"\n1,\"Wild, \"\"spitze\"\"\"\n");
    write(tree.resolve("lake/long/a.jsonl"), "{\"n\": 123456789012345678901234567890}\n");

    assertThat(run("seed", tree.toString())).isEqualTo(1);
    assertThat(out())
        .contains("s3://lake/ragged/: a.csv: line 2 has 3 values, and the first line 2")
        .contains("s3://lake/open/: a.csv: a quoted value does not end on its line")
        .contains("s3://lake/twice/: two columns would be called a_b")
        .contains("s3://lake/latin/: a.csv is not in UTF-8")
        .contains("s3://lake/pretty/: a.json: the object of line 1 does not end on it")
        .contains("s3://lake/list/: a.json has not one JSON object on each line")
        .contains("no table for s3://lake/cut/: a.jsonl: ")
        .contains(
            "s3://lake/member/: the member 'a b' cannot stand in the text of a struct's type");
    assertThat(csv("SELECT id, peak__name FROM quoted")).contains("\"1\",\"Wild, \"\"spitze\"\"\"");
    assertThat(csv("SELECT n FROM long")).contains("123456789012345678901234567890");
  }

  @Test
  void statusAndResetSpeakToTheServer() {
    assertThat(run("status")).isZero();
    assertThat(out()).contains("\"status\" : \"ready\"");

    run("sql", "CREATE DATABASE gone");
    assertThat(run("reset")).isEqualTo(2);
    assertThat(err()).contains("say --yes");
    assertThat(run("reset", "--yes")).isZero();
    assertThat(out()).startsWith("reset in ");
    assertThat(csv("SHOW DATABASES")).doesNotContain("gone");
  }

  @Test
  void withoutAServerACommandSaysSoInOneLine() {
    for (String command : new String[] {"status", "sql SELECT", "reset --yes"}) {
      assertThat(commands().execute((command + " --endpoint http://127.0.0.1:1").split(" ")))
          .isEqualTo(1);
      assertThat(err()).startsWith("tarn: no server answers at http://127.0.0.1:1").hasLineCount(1);
    }
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (String endpoint : new String[] {"foo", "http://", "ftp://a", "http://a:99999", "a b"}) {
      err.reset();
      assertThat(commands().execute("doctor", "--endpoint", endpoint)).isEqualTo(2);
      assertThat(err()).isEqualTo("tarn: --endpoint is no address: " + endpoint + "\n");
    }
  }

  @Test
  void envIsForTheShell() {
    assertThat(run("env")).isZero();
    assertThat(out())
        .contains("export AWS_ENDPOINT_URL=" + tarn.endpoint() + "\n")
        .contains("export AWS_REGION=us-east-1\n", "AWS_ACCESS_KEY_ID=");
  }

  @Test
  void doctorFindsTheServerAndTheClientsSettings() {
    assertThat(run("doctor")).isZero();
    assertThat(out())
        .contains("ok    port: " + tarn.endpoint() + " is a running Tarn")
        .contains("ok    java: 25")
        .contains("note  clients: AWS_ENDPOINT_URL is not set");
  }

  @Test
  void completionNamesTheCommands() {
    assertThat(commands().execute("completion")).isZero();
    assertThat(out()).contains("serve", "doctor", "complete -F _complete_tarn");
  }

  private String csv(String sql) {
    out.reset();
    assertThat(run("sql", "--format", "csv", sql))
        .as(err.toString(StandardCharsets.UTF_8))
        .isZero();
    return out();
  }

  private String dataOf(String path) {
    return tarn.dataDirectory().resolve("objects").resolve(path).toString();
  }

  private int run(String command, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = command;
    all[1] = "--endpoint";
    all[2] = tarn.endpoint().toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return commands().execute(all);
  }

  private Commands commands() {
    return new Commands(Map.of(), stream(out), stream(err));
  }

  private String out() {
    String text = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return text;
  }

  private String err() {
    String text = err.toString(StandardCharsets.UTF_8);
    err.reset();
    return text;
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static PrintStream stream(ByteArrayOutputStream target) {
    return new PrintStream(target, true, StandardCharsets.UTF_8);
  }
}
