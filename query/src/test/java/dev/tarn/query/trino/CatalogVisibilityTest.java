package dev.tarn.query.trino;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TrinoExtension.class)
final class CatalogVisibilityTest {
  private final TrinoFixture trino;

  CatalogVisibilityTest(TrinoFixture trino) {
    this.trino = trino;
  }

  @Test
  void listsOneCatalog() {
    assertThat(trino.run("SHOW CATALOGS").rows()).containsExactly(List.of("awsdatacatalog"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM system.runtime.nodes",
        "SELECT * FROM system.metadata.catalogs",
        "SELECT * FROM system.jdbc.tables",
        "SELECT * FROM iceberg.db.t",
        "SHOW SCHEMAS FROM system",
        "CALL system.runtime.kill_query('x', 'y')",
      })
  void hasNoOtherCatalog(String sql) {
    assertThat(trino.failure(sql).errorName()).isEqualTo("CATALOG_NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP CATALOG awsdatacatalog",
        "CREATE CATALOG c USING tarn_hive",
        "SET SESSION AUTHORIZATION root",
      })
  void keepsTheEngineAsItIs(String sql) {
    assertThat(trino.failure(sql).errorName()).isEqualTo("PERMISSION_DENIED");
  }

  @Test
  void showsIcebergTablesAsTablesOfTheVisibleCatalog() {
    TestDatabase database = trino.newDatabase();
    String iceberg = "\"awsdatacatalog$iceberg\".%s.t".formatted(database.name());
    database.run(
        "CREATE TABLE %s (id integer) WITH (location = '%s')"
            .formatted(iceberg, database.location("t")));

    assertThat(database.rows("SHOW TABLES")).containsExactly(List.of("t"));
    assertThat(
            database.rows(
                "SELECT table_catalog, table_name FROM information_schema.tables"
                    + " WHERE table_schema = '%s'".formatted(database.name())))
        .containsExactly(List.of("awsdatacatalog", "t"));
    assertThat(database.rows("SHOW CREATE TABLE t").getFirst().getFirst())
        .startsWith("CREATE TABLE awsdatacatalog.%s.t (".formatted(database.name()));
    assertThat(database.rows("EXPLAIN SELECT * FROM t").getFirst().getFirst())
        .contains("awsdatacatalog:")
        .doesNotContain("$iceberg");
    assertThat(database.failure("SELECT nope FROM t").engineMessage()).doesNotContain("$iceberg");
    assertThat(database.failure("CREATE TABLE %s (id integer)".formatted(iceberg)).engineMessage())
        .contains("awsdatacatalog.%s.t".formatted(database.name()))
        .doesNotContain("$iceberg");
  }
}
