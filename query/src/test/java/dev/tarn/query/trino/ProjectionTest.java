package dev.tarn.query.trino;

import static dev.tarn.query.trino.TestDatabase.column;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.Column;

/** Partition projection: https://docs.aws.amazon.com/athena/latest/ug/partition-projection.html. */
@ExtendWith(TrinoExtension.class)
final class ProjectionTest {
  private final TrinoFixture trino;
  private final TestDatabase database;

  ProjectionTest(TrinoFixture trino) {
    this.trino = trino;
    this.database = trino.newDatabase();
  }

  /** A table with the given projection properties, without their prefix. */
  private void create(String properties, Column... keys) {
    var parameters = new HashMap<>(Map.of("EXTERNAL", "TRUE", "projection.enabled", "true"));
    for (String property : properties.split(";", -1)) {
      int equals = property.indexOf('=');
      parameters.put("projection." + property.substring(0, equals), property.substring(equals + 1));
    }
    create(parameters, keys);
  }

  private void create(Map<String, String> parameters, Column... keys) {
    database.createCsvTable(
        "t", List.of(column("id", "int")), t -> t.parameters(parameters).partitionKeys(keys));
  }

  private List<String> ids(String where) {
    return database.rows("SELECT id FROM t " + where + " ORDER BY id").stream()
        .map(row -> row.getFirst())
        .toList();
  }

  @Test
  void valuesOfAnEnumKeepTheirBlanks() {
    database.put("t", "c=x/a.csv", "1\n");
    database.put("t", "c= y/a.csv", "2\n");
    create("c.type= Enum ;c.values=x, y", column("c", "string"));
    assertThat(ids("")).containsExactly("1", "2");
    assertThat(ids("WHERE c = 'y'")).isEmpty();
    assertThat(ids("WHERE c = ' y'")).containsExactly("2");
  }

  @Test
  void integersAreLongAndMayBeNegative() {
    database.put("t", "n=-5/a.csv", "1\n");
    database.put("t", "n=9000000000/a.csv", "2\n");
    database.put("t", "n=9000000001/a.csv", "3\n");
    create("n.type=INTEGER;n.range=-5,9000000000;n.interval=5", column("n", "bigint"));
    assertThat(ids("WHERE n < 0")).containsExactly("1");
    assertThat(ids("WHERE n >= 8999999990")).containsExactly("2");
    assertThat(ids("WHERE n = 9000000001")).isEmpty();
    assertThat(ids("WHERE n IN (-5, 9000000000)")).containsExactly("1", "2");
  }

  @Test
  void integersHaveDigitsInPathsAndInStrings() {
    database.put("t", "n=007/a.csv", "7\n");
    create("n.type=integer;n.range=0,00020;n.digits=3", column("n", "int"));
    assertThat(database.rows("SELECT id, n FROM t")).containsExactly(List.of("7", "7"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yyyy-MM-dd | 2024-01-30,2024-02-02 | 2024-02-01",
        "yyyy/MM/dd | 2024/01/30,NOW | 2024/02/01",
        "yyyy-MM | 2024-01,2024-03 | 2024-02",
        "yyyyMMdd | NOW-20YEARS , NOW + 1 DAY | 20240201",
        "yyyy | 2000,2030 | 2024",
        "yyyy-MM-dd-HH | 2024-02-01-00,2024-02-01-23 | 2024-02-01-07",
        "yyyy-MM-dd'T'HH:mm:ss | 2024-02-01T00:00:00,2024-02-01T00:10:00 | 2024-02-01T00:05:00"
      })
  void datesOfEveryPrecision(String format, String range, String value) {
    database.put("t", value + "/a.csv", "1\n");
    String unit =
        switch (format) {
          case "yyyy" -> "years";
          case "yyyy-MM-dd-HH" -> "HOURS";
          case "yyyy-MM-dd'T'HH:mm:ss" -> "SECONDS";
          default -> "";
        };
    var parameters =
        new HashMap<>(
            Map.of(
                "projection.enabled",
                "true",
                "projection.d.type",
                "date",
                "projection.d.format",
                format,
                "projection.d.range",
                range,
                "storage.location.template",
                database.location("t") + "/${d}/"));
    if (!unit.isEmpty()) {
      parameters.put("projection.d.interval.unit", unit);
      parameters.put("projection.d.interval", "1");
    }
    create(parameters, column("d", "string"));
    assertThat(ids("WHERE d = '" + value + "'")).containsExactly("1");
    assertThat(ids("WHERE d >= '" + value + "' AND d <= '" + value + "x'")).containsExactly("1");
  }

  @Test
  void aDateColumnIsWrittenInTheFormatInPaths() {
    database.put("t", "2024/02/01/a.csv", "1\n");
    create(
        Map.of(
            "projection.enabled", "true",
            "projection.d.type", "date",
            "projection.d.format", "yyyy/MM/dd",
            "projection.d.range", "2024/01/01,2024/12/31",
            "storage.location.template", database.location("t") + "/${d}/"),
        column("d", "date"));
    assertThat(database.rows("SELECT d FROM t WHERE d > DATE '2024-01-31'"))
        .containsExactly(List.of("2024-02-01"));
    assertThat(ids("WHERE d = DATE '2024-02-01'")).containsExactly("1");
  }

  @Test
  void pathsHaveTheValuesAsTheyAre() {
    database.put("t", "c=12:30 h/a.csv", "1\n");
    create("c.type=enum;c.values=12:30 h,13:00 h", column("c", "string"));
    assertThat(ids("WHERE c = '12:30 h'")).containsExactly("1");
    database.run("INSERT INTO t VALUES (2, '12:30 h'), (3, '13:00 h')");
    assertThat(ids("")).containsExactlyInAnyOrder("1", "2", "3");
  }

  @Test
  void datesStepByTheInterval() {
    database.put("t", "d=2024-01-01/a.csv", "1\n");
    database.put("t", "d=2024-01-05/a.csv", "5\n");
    database.put("t", "d=2024-01-08/a.csv", "8\n");
    create(
        "d.type=date;d.format=yyyy-MM-dd;d.range=2024-01-01,2024-02-01;d.interval=1;"
            + "d.interval.unit=WEEKS",
        column("d", "string"));
    assertThat(ids("")).containsExactly("1", "8");
    assertThat(ids("WHERE d = '2024-01-05'")).isEmpty();
  }

  @Test
  void nowIsTheLastDay() {
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    database.put("t", "d=" + today + "/a.csv", "1\n");
    create("d.type=date;d.format=yyyy-MM-dd;d.range=NOW-2DAYS,NOW", column("d", "string"));
    assertThat(database.run("SELECT count(*) FROM \"t$partitions\"").value()).isEqualTo("3");
    assertThat(ids("")).containsExactly("1");
  }

  @Test
  void severalColumnsInATemplate() {
    database.put("t", "eu/2024/01/k1/a.csv", "1\n");
    create(
        Map.of(
            "projection.enabled", "TRUE",
            "projection.region.type", "enum",
            "projection.region.values", "eu,us",
            "projection.month.type", "date",
            "projection.month.format", "yyyy/MM",
            "projection.month.range", "2023/12,2024/02",
            "projection.k.type", "injected",
            "storage.location.template", database.location("t") + "/${region}/${month}/${k}"),
        column("region", "string"),
        column("month", "string"),
        column("k", "string"));
    assertThat(database.rows("SELECT * FROM t WHERE k = 'k1' AND region <> 'us'"))
        .containsExactly(List.of("1", "eu", "2024/01", "k1"));
  }

  @Test
  void registeredPartitionsDoNotCount() {
    database.put("t", "c=x/a.csv", "1\n");
    create("c.type=enum;c.values=y", column("c", "string"));
    trino
        .glue()
        .createPartition(r ->
            r.databaseName(database.name())
                .tableName("t")
                .partitionInput(p ->
                    p.values("x")
                        .storageDescriptor(s ->
                            s.columns(column("id", "int"))
                                .location(database.location("t") + "/c=x"))));
    assertThat(ids("")).isEmpty();
  }

  @Test
  void rowsAreInsertedWhereTheyAreProjected() {
    create(
        Map.of(
            "projection.enabled", "true",
            "projection.n.type", "integer",
            "projection.n.range", "1,9",
            "projection.n.digits", "2",
            "storage.location.template", database.location("t") + "/part-${n}/"),
        column("n", "string"));
    QueryResult insert = database.run("INSERT INTO t VALUES (7, '03'), (8, '04')");
    assertThat(insert.statistics().updateCount()).hasValue(2);
    assertThat(insert.statistics().writtenLocations())
        .allMatch(uri -> uri.startsWith(database.location("t") + "/part-0"));
    assertThat(ids("WHERE n = '03'")).containsExactly("7");
    assertThat(
            trino
                .glue()
                .getTable(r -> r.databaseName(database.name()).name("t"))
                .table()
                .parameters())
        .containsEntry("projection.enabled", "true")
        .noneSatisfy((key, value) -> assertThat(key).startsWith("tarn."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.type=enum | the following partition columns are missing projection configuration: [c]",
        "c.type=list | its property 'projection.c.type' is not a projection type: list",
        "c.type=enum | its property 'projection.c.values' is missing",
        "c.type=integer;c.range=1 | its property 'projection.c.range' is not of the form min,max",
        "c.type=integer;c.range=1,x | its property 'projection.c.range' is not a number: x",
        "c.type=date;c.range=2024,NOW | its property 'projection.c.format' is missing",
        "c.type=date;c.range=2024,2025;c.format=yyyy | its property 'projection.c.interval.unit' is"
            + " missing; it is only optional for formats of single days or months"
      })
  void saysWhatIsWrong(String properties, String problem) {
    create(properties, column("c", "string"));
    String name = database.name() + ".t";
    assertThat(database.failure("SELECT * FROM t"))
        .hasMessage(
            "HIVE_METASTORE_ERROR: Table %s is configured for partition projection, but %s (table"
                    .formatted(name, problem)
                + " %s)".formatted(name));
  }
}
