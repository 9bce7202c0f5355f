package dev.tarn.query.trino;

import static dev.tarn.query.trino.TestDatabase.column;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TrinoExtension.class)
final class ViewsTest {
  private final TrinoFixture trino;
  private final TestDatabase database;

  ViewsTest(TrinoFixture trino) {
    this.trino = trino;
    this.database = trino.newDatabase();
    database.put("t", "a.csv", "1,x\n2,y\n");
    database.createCsvTable(
        "t", List.of(column("id", "int"), column("name", "string")), input -> {});
  }

  @Test
  void createdByAStatement() {
    database.run("CREATE VIEW v AS SELECT id, upper(name) n FROM t");
    assertThat(database.rows("SELECT * FROM v ORDER BY id"))
        .containsExactly(List.of("1", "X"), List.of("2", "Y"));
    assertThat(database.rows("SHOW CREATE VIEW v").getFirst().getFirst())
        .startsWith("CREATE VIEW awsdatacatalog.%s.v".formatted(database.name()));
    database.run("DROP VIEW v");
    assertThat(database.failure("SELECT * FROM v").errorName()).isEqualTo("TABLE_NOT_FOUND");
  }

  /** What Athena itself stores in Glue: no owner in the view's text. */
  @Test
  void storedAsAthenaStoresThem() {
    String json =
        """
        {"originalSql":"SELECT id FROM %s.t","catalog":"awsdatacatalog","schema":"%s",\
        "columns":[{"name":"id","type":"integer"}]}\
        """
            .formatted(database.name(), database.name());
    String encoded = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    trino
        .glue()
        .createTable(r ->
            r.databaseName(database.name())
                .tableInput(t ->
                    t.name("v")
                        .owner("hadoop")
                        .tableType("VIRTUAL_VIEW")
                        .parameters(Map.of("presto_view", "true", "comment", "Presto View"))
                        .viewOriginalText("/* Presto View: " + encoded + " */")
                        .viewExpandedText("/* Presto View */")
                        .partitionKeys(List.of())
                        .storageDescriptor(s ->
                            s.columns(column("id", "int"))
                                .location("")
                                .serdeInfo(i -> i.parameters(Map.of())))));

    assertThat(database.rows("SELECT * FROM v ORDER BY id"))
        .containsExactly(List.of("1"), List.of("2"));
  }
}
