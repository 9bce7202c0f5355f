package dev.tarn.query.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.query.engine.EngineColumn;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataFileTest {
  private static final String ENGINE_ID = "20261121_034037_00001_abcde";
  private static final String EXECUTION_ID = "0f0e7f5e-3b1c-4f55-9d2f-2f7c5c0f3a11";

  /** Sizes measured on the service. */
  @ParameterizedTest
  @CsvSource({"INSERT,75", "UPDATE,75", "DELETE,75", "MERGE,74", "CREATE TABLE,81"})
  void countsHaveTheMeasuredSize(String updateType, int bytes) {
    assertThat(
            encode(
                ENGINE_ID, Optional.of(updateType), OptionalLong.of(1), List.of(StoredResult.ROWS)))
        .hasSize(bytes);
  }

  @Test
  void statementsWithoutColumnsHaveTheMeasuredSize() {
    assertThat(encode(ENGINE_ID, Optional.of("DROP TABLE"), OptionalLong.empty(), List.of()))
        .hasSize(41);
    assertThat(encode(EXECUTION_ID, Optional.empty(), OptionalLong.empty(), List.of())).hasSize(38);
  }

  @Test
  void writesTheFieldsOfEachType() {
    byte[] bytes =
        encode(
            "q",
            Optional.of("I"),
            OptionalLong.of(300),
            List.of(
                new EngineColumn("n", "decimal(10,2)"),
                new EngineColumn("d", "date"),
                new EngineColumn("b", "boolean"),
                new EngineColumn("a", "array(integer)")));
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "0a0171"
                + "120149"
                + "18ac02"
                + "221d"
                + ("0a0468697665" + "22016e" + "2a016e" + "3207646563696d616c")
                + ("380a" + "4002" + "4803" + "5000")
                + "2218"
                + ("0a0468697665" + "220164" + "2a0164" + "320464617465")
                + ("4000" + "4803" + "5000")
                + "2219"
                + ("0a0468697665" + "220162" + "2a0162" + "3207626f6f6c65616e")
                + ("4803" + "5000")
                + "2215"
                + ("0a0468697665" + "220161" + "2a0161" + "32056172726179")
                + "4803");
  }

  private static byte[] encode(
      String id, Optional<String> type, OptionalLong count, List<EngineColumn> columns) {
    return new MetadataFile(id, type, count, columns).encode();
  }
}
