package dev.tarn.query.trino;

import static dev.tarn.query.trino.TestDatabase.column;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TrinoExtension.class)
final class PartitionsTest {
  private final TestDatabase database;

  PartitionsTest(TrinoFixture trino) {
    this.database = trino.newDatabase();
  }

  private void create(
      String table, Map<String, String> parameters, String keyName, String keyType) {
    database.createCsvTable(
        table,
        List.of(column("id", "int")),
        t -> t.parameters(parameters).partitionKeys(column(keyName, keyType)));
  }

  @Test
  void registeredPartitions() {
    database.put("t", "dt=2024-01-01/a.csv", "1\n");
    database.put("t", "dt=2024-01-02/a.csv", "2\n");
    create("t", Map.of("EXTERNAL", "TRUE"), "dt", "string");

    assertThat(database.rows("SELECT * FROM t")).isEmpty();
    database.run(
        "CALL system.sync_partition_metadata('%s', 't', 'FULL')".formatted(database.name()));
    assertThat(database.rows("SELECT * FROM t ORDER BY id"))
        .containsExactly(List.of("1", "2024-01-01"), List.of("2", "2024-01-02"));
    assertThat(database.rows("SELECT * FROM \"t$partitions\" ORDER BY dt"))
        .containsExactly(List.of("2024-01-01"), List.of("2024-01-02"));

    QueryResult pruned = database.run("SELECT id FROM t WHERE dt > '2024-01-01'");
    assertThat(pruned.rows()).containsExactly(List.of("2"));
    assertThat(pruned.statistics().processedBytes()).isEqualTo(2);
  }

  private Map<String, String> projection(Map<String, String> more) {
    var parameters = new HashMap<>(Map.of("EXTERNAL", "TRUE", "projection.enabled", "true"));
    parameters.putAll(more);
    return parameters;
  }

  @Test
  void projectedDates() {
    database.put("t", "dt=2024-01-02/a.csv", "2\n");
    create(
        "t",
        projection(
            Map.of(
                "projection.dt.type", "date",
                "projection.dt.range", "2024-01-01,NOW",
                "projection.dt.format", "yyyy-MM-dd",
                "storage.location.template", database.location("t") + "/dt=${dt}/")),
        "dt",
        "string");

    assertThat(database.rows("SELECT * FROM t WHERE dt BETWEEN '2024-01-01' AND '2024-01-05'"))
        .containsExactly(List.of("2", "2024-01-02"));
    assertThat(database.rows("SELECT * FROM t WHERE dt = '2023-01-01'")).isEmpty();
  }

  @Test
  void projectedEnumsWithoutATemplate() {
    database.put("t", "c=x/a.csv", "1\n");
    database.put("t", "c=z/a.csv", "3\n");
    create(
        "t",
        projection(Map.of("projection.c.type", "enum", "projection.c.values", "x,y")),
        "c",
        "string");

    assertThat(database.rows("SELECT * FROM t")).containsExactly(List.of("1", "x"));
  }

  @Test
  void projectedIntegersWithDigits() {
    database.put("t", "part-007/a.csv", "7\n");
    create(
        "t",
        projection(
            Map.of(
                "projection.n.type", "integer",
                "projection.n.range", "1,20",
                "projection.n.digits", "3",
                "storage.location.template", database.location("t") + "/part-${n}")),
        "n",
        "string");

    assertThat(database.rows("SELECT * FROM t")).containsExactly(List.of("7", "007"));
  }

  @Test
  void injectedValuesMustBeGiven() {
    database.put("t", "k1/a.csv", "1\n");
    create(
        "t",
        projection(
            Map.of(
                "projection.k.type",
                "injected",
                "storage.location.template",
                database.location("t") + "/${k}")),
        "k",
        "string");

    assertThat(database.rows("SELECT * FROM t WHERE k = 'k1'")).containsExactly(List.of("1", "k1"));
    assertThat(database.rows("SELECT id FROM t WHERE k IN ('k1', 'k2')"))
        .containsExactly(List.of("1"));
    for (String where : List.of("", " WHERE k > 'a'", " WHERE k LIKE 'k%'")) {
      assertThat(database.failure("SELECT * FROM t" + where))
          .hasMessage(
              "CONSTRAINT_VIOLATION: For the injected projected partition column k, the WHERE"
                  + " clause must contain only static equality conditions, and at least one such"
                  + " condition must be present.");
    }
  }
}
