package dev.tarn.query.trino;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.query.engine.EngineFailure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TrinoExtension.class)
final class FailuresTest {
  private final TrinoFixture trino;
  private final TestDatabase database;

  FailuresTest(TrinoFixture trino) {
    this.trino = trino;
    this.database = trino.newDatabase();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT * FROM missing.t | SCHEMA_NOT_FOUND | 15 | Schema 'missing' does not exist",
        "SELECT * FROM x.d.t | CATALOG_NOT_FOUND | 15 | Catalog 'x' not found",
        "SELECT banana | COLUMN_NOT_FOUND | 8 | Column 'banana' cannot be resolved",
        "SELECT nope(1) | FUNCTION_NOT_FOUND | 8 | Function 'nope' not registered",
        "SELECT 1 + 'a' | TYPE_MISMATCH | 10 | Cannot apply operator: integer + varchar(1)",
        "SELECT a FROM (VALUES (1, 2)) t(a, b) GROUP BY b | EXPRESSION_NOT_AGGREGATE | 8 "
            + "| 'a' must be an aggregate expression or appear in GROUP BY clause",
      })
  void namesPlaceAndTextOfAnAnalysisError(String sql, String name, int column, String text) {
    EngineFailure failure = trino.failure(sql);
    assertThat(failure.errorName()).isEqualTo(name);
    assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.USER_ERROR);
    assertThat(failure.engineMessage()).isEqualTo(text);
    assertThat(failure.position()).contains(new EngineFailure.Position(1, column));
  }

  @Test
  void namesTheVisibleCatalogOfAMissingTable() {
    EngineFailure failure = database.failure("SELECT 1\nFROM nope");
    assertThat(failure.errorName()).isEqualTo("TABLE_NOT_FOUND");
    assertThat(failure.engineMessage())
        .isEqualTo("Table 'awsdatacatalog.%s.nope' does not exist".formatted(database.name()));
    assertThat(failure.position()).contains(new EngineFailure.Position(2, 6));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT 1 / 0 | DIVISION_BY_ZERO | Division by zero",
        "SELECT CAST(v AS integer) FROM (VALUES 'abc') t(v) | INVALID_CAST_ARGUMENT "
            + "| Cannot cast 'abc' to INT",
      },
      quoteCharacter = '`')
  void runtimeErrorsHaveNoPlace(String sql, String name, String text) {
    EngineFailure failure = trino.failure(sql);
    assertThat(failure.errorName()).isEqualTo(name);
    assertThat(failure.engineMessage()).isEqualTo(text);
    assertThat(failure.position()).isEmpty();
  }

  @Test
  void syntaxErrorsHaveAPlace() {
    EngineFailure failure = trino.failure("SELECT 1 FRM t");
    assertThat(failure.errorName()).isEqualTo("SYNTAX_ERROR");
    assertThat(failure.engineMessage()).startsWith("mismatched input 't'. Expecting:");
    assertThat(failure.position()).contains(new EngineFailure.Position(1, 14));
  }

  @Test
  void tellsAboutUnreadableFiles() {
    database.put("bad", "a.csv", "1,2020-01-01\n");
    database.createCsvTable("bad", List.of(TestDatabase.column("ts", "int")), t -> {});
    trino
        .glue()
        .updateTable(r ->
            r.databaseName(database.name())
                .tableInput(t ->
                    t.name("bad")
                        .tableType("EXTERNAL_TABLE")
                        .storageDescriptor(s -> s.location("s3://nobucket/x/").inputFormat("x"))));
    EngineFailure failure = database.failure("SELECT * FROM bad");
    assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.EXTERNAL);
    assertThat(failure.errorName()).startsWith("HIVE_");
  }

  @Test
  void knowsNoUnboundSchema() {
    assertThat(trino.failure("SELECT * FROM t", Optional.empty()).errorName())
        .isEqualTo("MISSING_SCHEMA_NAME");
  }
}
