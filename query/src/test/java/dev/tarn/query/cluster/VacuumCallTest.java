package dev.tarn.query.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.query.engine.VacuumCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written can be read again, whatever the names are. */
class VacuumCallTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {"db|t", "it's|''", "a\\', b|c", "',x|y", "''', '''|y')"})
  void readsWhatItWrote(String database, String table) {
    VacuumCall call = new VacuumCall(database, table);
    assertThat(VacuumCall.of(call.sql())).contains(call);
  }

  @Test
  void knowsOtherStatements() {
    assertThat(VacuumCall.of("SELECT 1")).isEmpty();
    assertThat(VacuumCall.of("CALL \"awsdatacatalog$iceberg\".system.vacuum('')")).isEmpty();
    assertThat(new VacuumCall("db", "it's").sql())
        .isEqualTo("CALL \"awsdatacatalog$iceberg\".system.vacuum('db', 'it''s')");
  }
}
