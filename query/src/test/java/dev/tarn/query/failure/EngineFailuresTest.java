package dev.tarn.query.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineFailure.Kind;
import dev.tarn.query.engine.EngineFailure.Position;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineFailuresTest {
  /** Texts and numbers measured on the service. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CATALOG_NOT_FOUND|Catalog 'x' not found|CATALOG_NOT_FOUND: line 3:4: Catalog 'x' does not"
            + " exist|1006",
        "COLUMN_NOT_FOUND|Column 'banana' cannot be resolved|COLUMN_NOT_FOUND: line 3:4: Column"
            + " 'banana' cannot be resolved or requester is not authorized to access requested"
            + " resources|1006",
        "COLUMN_NOT_FOUND|The UPDATE SET target column x doesn't exist|COLUMN_NOT_FOUND: line 3:4:"
            + " The UPDATE SET target column x doesn't exist|1006",
        "FUNCTION_NOT_FOUND|Function 'x' not registered|FUNCTION_NOT_FOUND: line 3:4: Function 'x'"
            + " not registered|1303",
        "TABLE_ALREADY_EXISTS|Destination table 'awsdatacatalog.db.t' already exists|"
            + "TABLE_ALREADY_EXISTS: line 3:4: Destination table 'awsdatacatalog.db.t' already"
            + " exists|1110",
        "SCHEMA_NOT_FOUND|Schema 'x' does not exist|SCHEMA_NOT_FOUND: line 3:4: Schema 'x' does"
            + " not exist|1301",
      })
  void analysisErrorsCarryThePosition(String name, String message, String reason, int type) {
    var failure = new EngineFailure(name, 1, Kind.USER_ERROR, message);
    QueryFailure explained = EngineFailures.explain(failure, Optional.of(new Position(3, 4)), "");
    assertThat(explained.reason()).isEqualTo(reason);
    assertThat(explained.error().errorMessage()).isEqualTo(reason);
    assertThat(explained.error().errorType()).isEqualTo(type);
    assertThat(explained.error().errorCategory()).isEqualTo(2);
    assertThat(explained.error().retryable()).isFalse();
  }

  @Test
  void runtimeErrorsHaveNoPosition() {
    var failure = new EngineFailure("DIVISION_BY_ZERO", 8, Kind.USER_ERROR, "Division by zero");
    QueryFailure explained = EngineFailures.explain(failure, Optional.empty(), "");
    assertThat(explained.reason()).isEqualTo("DIVISION_BY_ZERO: Division by zero");
    assertThat(explained.error().errorType()).isEqualTo(1001);
  }

  @Test
  void writersThatFailedWarnAboutTheirData() {
    var failure =
        new EngineFailure(
            "HIVE_PATH_ALREADY_EXISTS",
            1,
            Kind.EXTERNAL,
            "Target directory for table 'db.t' already exists: s3://b/p");
    String tail = LeftoverData.ofCreateTableAs("s3://out/tables/id");
    assertThat(EngineFailures.explain(failure, Optional.empty(), tail).reason())
        .isEqualTo(
            "HIVE_PATH_ALREADY_EXISTS: Target directory for table 'db.t' already exists:"
                + " s3://b/p. You may need to manually clean the data at location"
                + " 's3://out/tables/id' before retrying. Athena will not delete data in your"
                + " account.");
  }

  @Test
  void exhaustedMemoryHasAthenasText() {
    var failure =
        new EngineFailure(
            "EXCEEDED_LOCAL_MEMORY_LIMIT", 1, Kind.INSUFFICIENT_RESOURCES, "too much");
    QueryFailure explained = EngineFailures.explain(failure, Optional.empty(), "");
    assertThat(explained.reason()).isEqualTo("Query exhausted resources at this scale factor");
    assertThat(explained.error().errorType()).isBetween(0, 8);
  }

  @Test
  void internalErrorsAreTheSystems() {
    var failure = new EngineFailure("GENERIC_INTERNAL_ERROR", 1, Kind.INTERNAL_ERROR, "broken");
    QueryFailure explained = EngineFailures.explain(failure, Optional.empty(), "");
    assertThat(explained.error().errorCategory()).isEqualTo(1);
    assertThat(explained.error().errorType()).isEqualTo(100);
  }
}
